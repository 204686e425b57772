-- SPDX-License-Identifier: Apache-2.0
--
-- What may be done with a posting afterwards: operation x kind of posting x what happened to it x who asks.
BEGIN;
\ir reverse.psql
SELECT no_plan();

CREATE TEMP TABLE matrix (kind text, state text, who text, expected text);

-- payment.reverse
INSERT INTO matrix VALUES
    -- the same day, whole: a supervisor anything, a teller his own up to the limit
    ('transfer', 'fresh', 'tl_vera', 'done'), ('transfer', 'fresh', 'tl_tina', 'done'), ('transfer', 'fresh', 'tl_tom', 'PD004 receipt'),
    ('transfer', 'fresh', 'tl_sam', 'PD004'), ('transfer', 'fresh', 'tl_audrey', 'PD004'),
    ('free transfer', 'fresh', 'tl_vera', 'done'), ('large', 'fresh', 'tl_vera', 'done'), ('large', 'fresh', 'tl_tina', 'PD004 receipt'),
    ('limit', 'fresh', 'tl_tina', 'done'), ('usd', 'fresh', 'tl_tina', 'done'), ('kwd', 'fresh', 'tl_tina', 'PD004 receipt'), ('kwd', 'fresh', 'tl_vera', 'done'),
    ('exchange', 'fresh', 'tl_vera', 'done'), ('exchange', 'fresh', 'tl_tina', 'done'),
    -- cash
    ('deposit', 'fresh', 'tl_vera', 'done'), ('deposit', 'fresh', 'tl_tina', 'done'), ('deposit', 'fresh', 'tl_tom', 'PD004 receipt'),
    ('withdrawal', 'fresh', 'tl_vera', 'done'), ('withdrawal', 'fresh', 'tl_tina', 'done'),
    ('deposit', 'drawer closed', 'tl_vera', 'PD011 receipt'), ('withdrawal', 'drawer closed', 'tl_tina', 'PD011 receipt'),
    ('deposit', 'drawer empty', 'tl_vera', 'PD017 receipt'), ('withdrawal', 'drawer empty', 'tl_vera', 'done'),
    ('deposit', 'spent', 'tl_vera', 'PD018 receipt'), ('deposit', 'spent', 'tl_tina', 'PD018 receipt'),
    -- once
    ('transfer', 'reversed', 'tl_vera', 'PD033 receipt'), ('transfer', 'reversed', 'tl_tina', 'PD033 receipt'), ('transfer', 'reversed', 'tl_tom', 'PD004 receipt'),
    ('deposit', 'reversed', 'tl_vera', 'PD033 receipt'), ('transfer', 'corrected', 'tl_vera', 'PD034 receipt'), ('transfer', 'waived', 'tl_vera', 'PD034 receipt'),
    -- of the same business day
    ('transfer', 'tomorrow', 'tl_vera', 'PD034 receipt'), ('deposit', 'tomorrow', 'tl_tina', 'PD034 receipt'), ('transfer', 'yesterday', 'tl_vera', 'PD034 receipt'),
    -- never
    ('opening', 'fresh', 'tl_vera', 'PD034 receipt'), ('float', 'fresh', 'tl_vera', 'PD034 receipt'), ('import', 'fresh', 'tl_vera', 'PD034 receipt'),
    ('interest', 'fresh', 'tl_vera', 'PD034 receipt'), ('reversal', 'fresh', 'tl_vera', 'PD034 receipt'), ('correction', 'fresh', 'tl_vera', 'PD034 receipt'),
    ('waiver', 'fresh', 'tl_vera', 'PD034 receipt'), ('opening', 'fresh', 'tl_tina', 'PD004 receipt'), ('reversal', 'fresh', 'tl_tina', 'PD004 receipt'),
    -- the accounts
    ('transfer', 'payer closed', 'tl_vera', 'PD013 receipt'), ('transfer', 'payer blocked', 'tl_vera', 'PD014 receipt'),
    ('nothing', 'fresh', 'tl_vera', 'PD012 receipt'), ('elsewhere', 'fresh', 'tl_vera', 'PD012 receipt'), ('x', 'fresh', 'tl_vera', 'PD001 receipt');
SELECT is(pg_temp.tried('SELECT api.payment_reverse(%q, %r, ''Mistake'')', m.kind, m.state, m.who), m.expected, format('reverse %s, %s, %s', m.kind, m.state, m.who))
  FROM matrix m;
-- A preview refuses as the operation does.
SELECT is(pg_temp.tried('SELECT api.payment_reverse_preview(%r, ''Mistake'')', m.kind, m.state, m.who), m.expected, format('preview of reverse %s, %s, %s', m.kind, m.state, m.who))
  FROM matrix m;
SELECT is(pg_temp.tried(v.sql, v.kind, v.state, v.who), v.expected, format('%s, %s, %s, %s', v.sql, v.kind, v.state, v.who))
  FROM (VALUES ('SELECT api.payment_reverse(%q, %r, ''Mistake'', true)', 'deposit', 'spent', 'tl_vera', 'done'),
               ('SELECT api.payment_reverse_preview(%r, ''Mistake'', true)', 'deposit', 'spent', 'tl_vera', 'done'),
               ('SELECT api.payment_reverse(%q, %r, ''Mistake'', true)', 'deposit', 'spent', 'tl_tina', 'PD004 force'),
               ('SELECT api.payment_reverse(%q, %r, ''Mistake'', true)', 'deposit', 'fresh', 'tl_tina', 'PD004 force'),
               ('SELECT api.payment_reverse(%q, %r, ''Mistake'', true)', 'deposit', 'drawer empty', 'tl_vera', 'PD017 receipt'),
               ('SELECT api.payment_reverse_preview(%r, ''Mistake'', true)', 'deposit', 'drawer empty', 'tl_vera', 'PD017 receipt'),
               ('SELECT api.payment_reverse(%q, %r, ''Mistake'', true)', 'transfer', 'payer closed', 'tl_vera', 'PD013 receipt'),
               ('SELECT api.payment_reverse(%q, %r, NULL)', 'transfer', 'fresh', 'tl_vera', 'PD001 reason'),
               ('SELECT api.payment_reverse(%q, %r, '' '')', 'transfer', 'fresh', 'tl_vera', 'PD001 reason'),
               ('SELECT api.payment_reverse(%q, NULL, ''x'')', 'transfer', 'fresh', 'tl_vera', 'PD001 receipt'),
               ('SELECT api.payment_reverse(NULL, %r, ''x'')', 'transfer', 'fresh', 'tl_vera', 'PD001 request')) AS v(sql, kind, state, who, expected);

-- payment.correct
TRUNCATE matrix;
INSERT INTO matrix VALUES
    ('transfer', 'fresh', 'tl_vera', 'done'), ('transfer', 'tomorrow', 'tl_vera', 'done'), ('transfer', 'corrected', 'tl_vera', 'done'), ('transfer', 'waived', 'tl_vera', 'done'),
    ('deposit', 'tomorrow', 'tl_vera', 'done'), ('withdrawal', 'tomorrow', 'tl_vera', 'done'), ('deposit', 'drawer closed', 'tl_vera', 'done'),
    ('deposit', 'drawer empty', 'tl_vera', 'done'), ('opening', 'fresh', 'tl_vera', 'done'), ('import', 'fresh', 'tl_vera', 'done'), ('interest', 'fresh', 'tl_vera', 'done'),
    ('kwd', 'tomorrow', 'tl_vera', 'done'), ('deposit', 'spent', 'tl_vera', 'PD018 receipt'),
    ('transfer', 'fresh', 'tl_tina', 'PD004'), ('transfer', 'fresh', 'tl_sam', 'PD004'), ('transfer', 'fresh', 'tl_audrey', 'PD004'),
    ('transfer', 'reversed', 'tl_vera', 'PD033 receipt'), ('reversal', 'fresh', 'tl_vera', 'PD034 receipt'), ('correction', 'fresh', 'tl_vera', 'PD034 receipt'),
    ('waiver', 'fresh', 'tl_vera', 'PD034 receipt'), ('exchange', 'fresh', 'tl_vera', 'PD034 receipt'), ('float', 'fresh', 'tl_vera', 'PD034 receipt'),
    ('transfer', 'payer closed', 'tl_vera', 'PD013 receipt'), ('transfer', 'payer blocked', 'tl_vera', 'PD014 receipt'), ('nothing', 'fresh', 'tl_vera', 'PD012 receipt');
SELECT is(pg_temp.tried('SELECT api.payment_correct(%q, %r, ''1'', ''Mistake'')', m.kind, m.state, m.who), m.expected, format('correct %s, %s, %s', m.kind, m.state, m.who))
  FROM matrix m;
SELECT is(pg_temp.tried('SELECT api.payment_correct_preview(%r, ''1'', ''Mistake'')', m.kind, m.state, m.who), m.expected, format('preview of correct %s, %s, %s', m.kind, m.state, m.who))
  FROM matrix m;
SELECT is(pg_temp.tried(format('SELECT api.payment_correct(%%q, %%r, %L, %s)', v.amount, coalesce(quote_literal(v.reason), 'NULL')), v.kind, v.state, 'tl_vera'), v.expected,
          format('%s %s to %s: %s', v.kind, v.state, v.amount, v.expected))
  FROM (VALUES ('transfer', 'fresh', '0', 'Mistake', 'done'), ('transfer', 'fresh', '0.00', 'Mistake', 'done'), ('transfer', 'fresh', '25.00', 'Mistake', 'PD029 amount'),
               ('transfer', 'corrected', '20', 'Mistake', 'PD029 amount'), ('transfer', 'corrected', '25', 'Mistake', 'done'), ('transfer', 'fresh', '25.001', 'Mistake', 'PD001 amount'),
               ('transfer', 'fresh', 'x', 'Mistake', 'PD001 amount'), ('transfer', 'fresh', '1 USD', 'Mistake', 'PD015 amount'), ('transfer', 'fresh', NULL, 'Mistake', 'PD001 amount'),
               ('transfer', 'fresh', '-1', 'Mistake', 'PD001 amount'), ('transfer', 'fresh', '26', NULL, 'PD001 reason'), ('transfer', 'fresh', '999.99', 'Mistake', 'PD018 receipt')) AS v(kind, state, amount, reason, expected);

-- fee.waive
TRUNCATE matrix;
INSERT INTO matrix VALUES
    ('transfer', 'fresh', 'tl_vera', 'done'), ('transfer', 'tomorrow', 'tl_vera', 'done'), ('transfer', 'corrected', 'tl_vera', 'done'),
    ('transfer', 'fresh', 'tl_tina', 'PD004'), ('transfer', 'fresh', 'tl_sam', 'PD004'), ('transfer', 'fresh', 'tl_audrey', 'PD004'),
    ('transfer', 'waived', 'tl_vera', 'PD033 receipt'), ('transfer', 'reversed', 'tl_vera', 'PD033 receipt'), ('free transfer', 'fresh', 'tl_vera', 'PD034 receipt'),
    ('reversal', 'fresh', 'tl_vera', 'PD034 receipt'), ('waiver', 'fresh', 'tl_vera', 'PD034 receipt'), ('correction', 'fresh', 'tl_vera', 'PD034 receipt'),
    ('opening', 'fresh', 'tl_vera', 'PD034 receipt'), ('transfer', 'payer closed', 'tl_vera', 'PD013 receipt'), ('transfer', 'payer blocked', 'tl_vera', 'PD014 receipt'),
    ('nothing', 'fresh', 'tl_vera', 'PD012 receipt');
SELECT is(pg_temp.tried('SELECT api.fee_waive(%q, %r, ''Goodwill'')', m.kind, m.state, m.who), m.expected, format('waive %s, %s, %s', m.kind, m.state, m.who))
  FROM matrix m;
SELECT is(pg_temp.tried('SELECT api.fee_waive_preview(%r, ''Goodwill'')', m.kind, m.state, m.who), m.expected, format('preview of waive %s, %s, %s', m.kind, m.state, m.who))
  FROM matrix m;
SELECT is(pg_temp.tried('SELECT api.fee_waive(%q, %r, NULL)', 'transfer', 'fresh', 'tl_vera'), 'PD001 reason', 'a waiver has a reason');
SELECT * FROM finish();
ROLLBACK;
