-- SPDX-License-Identifier: Apache-2.0
--
-- Some hundred random exchanges through the posting itself, at random rates that keep changing: whatever is done, every
-- currency sums to zero, 1600 is the sum of its positions, the preview was exact, and no customer gains at mid.
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(9);
\set deals 300

SELECT setseed(0.1122) \g /dev/null
SELECT pg_temp.open_account('kwd', :'ada', 'basic', 'KWD', 90000000), pg_temp.open_account('clf', :'ada', 'basic', 'CLF', 9000000),
       admin.opening_balance(pg_temp.req(), 1::smallint, pg_temp.acc('cur'), 50000000), admin.opening_balance(pg_temp.req(), 1::smallint, pg_temp.acc('usd'), 50000000),
       admin.opening_balance(pg_temp.req(), 1::smallint, pg_temp.acc('jpy'), 50000000),
       admin.opening_float(pg_temp.req(), 1::smallint, 'tl_tina', 'USD', 10000000), admin.opening_float(pg_temp.req(), 1::smallint, 'tl_tina', 'JPY', 10000000) \g /dev/null
INSERT INTO pd.fee (operation, product, currency, fixed_minor, basis_points, tax_basis_points) VALUES ('exchange.sell', 'current', 978, 1, 50, 2000);

CREATE TEMP TABLE kind (code text, account text, per int, mid numeric, most numeric);
INSERT INTO kind VALUES ('EUR', 'cur', NULL, NULL, 300), ('USD', 'usd', 1, 0.923, 300), ('JPY', 'jpy', 100, 0.614, 30000), ('KWD', 'kwd', 1, 3.01, 100), ('CLF', 'clf', 1, 37.5, 5);
CREATE TEMP TABLE tried (n int, sql text, outcome text, given_kind text, got_kind text, given_value numeric, got_value numeric, is_as_shown boolean);

-- Rates near the usual, some without any spread.
CREATE FUNCTION pg_temp.new_rate(p_code text) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT pg_temp.told('tl_vera', format('SELECT api.exchange_rate_set(%L, %L, %L, %L, p_per => %s, p_far_from_last => true)', gen_random_uuid(), k.code,
               round(k.mid * r.drift * (1 - r.spread), 6), round(k.mid * r.drift * (1 + r.spread), 6), k.per))
      FROM kind k, (SELECT (0.9 + random() / 5)::numeric AS drift, CASE WHEN random() < 0.3 THEN 0 ELSE random() / 20 END::numeric AS spread) r
     WHERE k.code = p_code
$$;
-- What an amount of base or foreign currency is worth at mid, exactly, in base minor units.
CREATE FUNCTION pg_temp.worth(p_minor bigint, p_code text) RETURNS numeric LANGUAGE sql AS $$
    SELECT CASE WHEN p_code = 'EUR' THEN p_minor
           ELSE (SELECT p_minor * f[1] / f[2] FROM pd.currency c, LATERAL (SELECT pd.rate_newest(1::smallint, c.number) AS rate) r,
                        LATERAL (SELECT pd.exchange_price(978::smallint, r.rate, (r.rate).mid) AS f) x WHERE c.code = p_code) END
$$;
CREATE FUNCTION pg_temp.try_deal(p_n int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_what text := CASE WHEN random() < 0.5 THEN 'buy' ELSE 'sell' END;
    v_first kind;
    v_other kind;
    v_args text;
    v_amount text;
    v_shown jsonb;
    v_answer jsonb;
    v_entries jsonb;
BEGIN
    SELECT k.* INTO v_first FROM kind k WHERE k.code <> 'EUR' ORDER BY random() LIMIT 1;
    SELECT k.* INTO v_other FROM kind k WHERE k.code <> v_first.code ORDER BY random() - CASE WHEN k.code = 'EUR' THEN 0.5 ELSE 0 END LIMIT 1;
    v_amount := CASE WHEN random() < 0.6 THEN round((v_first.most * random() ^ 6)::numeric, (SELECT c.exponent FROM pd.currency c WHERE c.code = v_first.code))::text
                     ELSE round((v_other.most * random() ^ 6)::numeric, (SELECT c.exponent FROM pd.currency c WHERE c.code = v_other.code)) || ' ' || v_other.code END;
    v_args := format('%L, %L, p_against => %L%s%s', v_first.code, v_amount, v_other.code,
                     CASE WHEN random() < 0.6 THEN format(', p_from => %L', pg_temp.acc(CASE v_what WHEN 'buy' THEN v_first.account ELSE v_other.account END)) END,
                     CASE WHEN random() < 0.6 THEN format(', p_to => %L', pg_temp.acc(CASE v_what WHEN 'buy' THEN v_other.account ELSE v_first.account END)) END);
    IF pg_temp.told('tl_tina', format('SELECT api.exchange_%s_preview(%s)', v_what, v_args)) = 'done' THEN
        v_shown := pg_temp.ask('tl_tina', format('SELECT api.exchange_%s_preview(%s)', v_what, v_args));
        v_answer := pg_temp.ask('tl_tina', format('SELECT api.exchange_%s(%L, %s, p_rate => %L)', v_what, gen_random_uuid(), v_args, v_shown ->> 'rate'));
        SELECT jsonb_agg(jsonb_build_array(a.number, e.amount, n.side * (n.posted)) ORDER BY k.place) INTO v_entries
          FROM (SELECT * FROM pd.journal ORDER BY id DESC LIMIT 1) j, unnest(j.entry_account, j.entry_seq) WITH ORDINALITY AS k(account, seq, place)
          JOIN pd.entry e ON e.ledger = 1 AND e.account = k.account AND e.seq = k.seq
          JOIN pd.account a ON a.ledger = 1 AND a.id = k.account JOIN pd.account_now n ON n.ledger = 1 AND n.id = a.id;
        INSERT INTO tried
        SELECT p_n, v_what || ' ' || v_args, CASE WHEN v_answer ? 'receipt' THEN 'done' ELSE v_answer #>> '{refused,code}' END,
               v_answer ->> 'given_kind', v_answer ->> 'got_kind',
               pg_temp.worth((v_answer ->> 'given_minor')::bigint, v_answer ->> 'given_currency'), pg_temp.worth((v_answer ->> 'got_minor')::bigint, v_answer ->> 'got_currency'),
               -- Amounts of every entry; the balance after the last entry of each account.
               (SELECT bool_and(s.amount = (t.value ->> 1)::bigint AND s.number = t.value ->> 0
                                AND (s.balance = (t.value ->> 2)::bigint OR EXISTS (
                                     SELECT FROM jsonb_array_elements(v_shown -> 'entries') WITH ORDINALITY l(e, at) WHERE l.at > s.at AND l.e ->> 'account' = s.number)))
                       AND jsonb_array_length(v_entries) = jsonb_array_length(v_shown -> 'entries')
                  FROM (SELECT at, e ->> 'account' AS number, coalesce((e ->> 'credit_minor')::bigint, -(e ->> 'debit_minor')::bigint) AS amount, (e ->> 'balance_after_minor')::bigint AS balance
                          FROM jsonb_array_elements(v_shown -> 'entries') WITH ORDINALITY u(e, at)) s
                  JOIN jsonb_array_elements(v_entries) WITH ORDINALITY t(value, at) ON t.at = s.at);
    ELSE
        INSERT INTO tried (n, sql, outcome) VALUES (p_n, v_what || ' ' || v_args, pg_temp.told('tl_tina', format('SELECT api.exchange_%s(%L, %s)', v_what, gen_random_uuid(), v_args)));
    END IF;
    IF p_n % 7 = 0 THEN
        PERFORM pg_temp.new_rate(v_first.code);
    END IF;
END $$;

SELECT is(string_agg(DISTINCT pg_temp.new_rate(k.code), ' '), 'done', 'rates') FROM kind k WHERE k.code <> 'EUR';
SELECT pg_temp.try_deal(n) FROM generate_series(1, :deals) n \g /dev/null
SELECT ok((SELECT count(*) >= :deals / 2 FROM tried WHERE outcome = 'done') AND (SELECT count(DISTINCT given_kind || got_kind) = 4 FROM tried),
          format('%s of %s were posted, cash and accounts on either side', (SELECT count(*) FROM tried WHERE outcome = 'done'), :deals));
SELECT is((SELECT string_agg(DISTINCT outcome, ', ') FROM tried WHERE outcome <> 'done' AND outcome !~ '^(PD001 amount|PD011 (from|to)|PD017 amount|PD018 (from|to))$'), NULL, 'others were refused by a rule');
SELECT is((SELECT string_agg(sql, '; ') FROM tried WHERE outcome = 'done' AND got_value > given_value), NULL, 'nobody gained at mid');
SELECT is((SELECT string_agg(sql, '; ') FROM tried WHERE outcome = 'done' AND is_as_shown IS NOT TRUE), NULL, 'every one was posted as it was shown');
SELECT is((SELECT count(*) FROM (SELECT e.currency FROM pd.entry e GROUP BY e.journal, e.currency HAVING sum(e.amount) <> 0) s), 0::bigint, 'every currency of every journal sums to zero');
SELECT is((SELECT count(*) FROM (SELECT a.currency, sum(n.posted) AS posted FROM pd.account a JOIN pd.account_now n ON n.ledger = a.ledger AND n.id = a.id WHERE a.gl = '1600' GROUP BY a.currency) g
             FULL JOIN (SELECT p.currency, p.position_minor::numeric AS posted FROM pd.exchange_positions(1::smallint) p
                        UNION ALL SELECT 978, -sum(p.book_minor) FROM pd.exchange_positions(1::smallint) p) p ON p.currency = g.currency
            WHERE coalesce(g.posted, 0) <> coalesce(p.posted, 0)), 0::bigint, '1600 equals the sum of its positions');
SELECT is((SELECT count(*) FROM pd.exchange_positions(1::smallint) p
            WHERE p.position_minor <> (SELECT coalesce(sum(x.given_minor) FILTER (WHERE x.given = p.currency), 0) - coalesce(sum(x.got_minor) FILTER (WHERE x.got = p.currency), 0)
                                         FROM pd.exchange x)), 0::bigint, 'and what was exchanged');
SELECT is(pg_temp.bad(), '', 'the books prove');
SELECT finish();
ROLLBACK;
