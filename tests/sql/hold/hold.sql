-- SPDX-License-Identifier: Apache-2.0
--
-- Holds: every kind, role, state and action; schedules; captures; the house's rules around them.
BEGIN;
\ir ../ledger/bank.psql
\ir reserved.psql
\ir held.psql
SELECT plan(165);

-- Placing keeps back and posts nothing.
SELECT is(pg_temp.placed('tl_tina', 'cur', '300.00', 'check'), 'done', 'a teller holds a cheque');
SELECT is(pg_temp.figures('cur'), 'posted 100000 pending 0 held 30000 available 70000', 'it is kept back');
SELECT is(pg_temp.journals(), 0::bigint, 'and nothing is posted');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -70001), pg_temp.leg('bas', 70001)), 'PD018 account', 'no posting takes it');
SELECT is(pg_temp.ask('tl_sam', format('SELECT balance_minor || '' '' || pending_minor || '' '' || held_minor || '' '' || available_minor || '' '' || holds[1] FROM api.account_view(%L)', pg_temp.acc('cur'))),
          format('100000 0 30000 70000 %s: check, 300.00 EUR, until %s', pg_temp.last(), pd.hold_business_day(1::smallint, pg_temp.today(), 2)),
          'the account shows it');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.account_hold_release(%L, %s, ''Paid'')', pg_temp.req(), pg_temp.last())), 'done', 'released');
SELECT is(pg_temp.figures('cur'), 'posted 100000 pending 0 held 0 available 100000', 'it is back');

-- Who may place what.
CREATE TEMP TABLE who (place integer GENERATED ALWAYS AS IDENTITY, person text, kind text, wanted text);
INSERT INTO who (person, kind, wanted)
SELECT p.person, k.kind, CASE WHEN p.person = 'tl_vera' OR (p.person, k.kind) IN (('tl_tina', 'check'), ('tl_sam', 'dispute'), ('tl_sam', 'admin'))
                              THEN 'done' WHEN p.person = 'tl_audrey' THEN 'PD004' ELSE 'PD004 kind' END
  FROM (VALUES ('tl_tina'), ('tl_sam'), ('tl_vera'), ('tl_audrey')) p(person),
       (VALUES ('check'), ('legal'), ('dispute'), ('approval'), ('card'), ('admin')) k(kind)
 ORDER BY array_position(ARRAY['tl_tina', 'tl_sam', 'tl_vera', 'tl_audrey'], p.person),
          array_position(ARRAY['check', 'legal', 'dispute', 'approval', 'card', 'admin'], k.kind);
SELECT is(pg_temp.placed(w.person, 'cur', '1.00', w.kind), w.wanted, w.person || ' places ' || w.kind) FROM who w ORDER BY w.place;
SELECT is((SELECT count(*) FROM pd.hold WHERE amount = 100), 9::bigint, 'those were placed');
SELECT is(pg_temp.ask('tl_tina', format('SELECT count(*) FROM api.account_hold_list(%L)', pg_temp.acc('cur'))), '9', 'a line for each');
SELECT is(pg_temp.ask('tl_tina', format('SELECT string_agg(kind, '' '') FROM api.account_hold_list(%L, p_limit => 3)', pg_temp.acc('cur'))), 'admin card approval', 'newest first');
SELECT is(pg_temp.ask('tl_tina', format('SELECT string_agg(kind, '' '') FROM api.account_hold_list(%L, p_after => %s)', pg_temp.acc('cur'), pg_temp.nth(3))),
          'dispute legal check admin dispute check', 'the next page');
SELECT is(pg_temp.ask('tl_tina', format('SELECT count(*) FROM api.account_hold_list(%L, true)', pg_temp.acc('cur'))), '10', 'and those that ended');

-- What the form must say.
SELECT is(pg_temp.placed('tl_vera', 'cur', '1000.00', 'card'), 'PD018 amount', 'more than is available');
SELECT is(pg_temp.placed('tl_vera', 'cur', '0', 'card'), 'PD001 amount', 'nothing');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00 USD', 'card'), 'PD015 amount', 'another currency');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'other'), 'PD001 kind', 'no such kind');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', NULL), 'PD001 kind', 'no kind');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'legal', p_reference => NULL), 'PD001 reference', 'a legal hold without its order');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'card', p_reason => ' '), 'PD001 reason', 'no reason');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'card', p_until => pg_temp.today()), 'PD001 until', 'ends today');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'card', p_until => 'infinity'), 'PD001 until', 'ends never');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'card', p_cheque => 'other'), 'PD001 cheque', 'a kind of cheque for a card');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'check', p_cheque => 'rubber'), 'PD001 cheque', 'no such kind of cheque');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'check', p_cheque => 'other', p_until => pg_temp.today() + 9), 'PD001 cheque', 'two ends');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'card', p_releases => 'soon'), 'PD001 releases', 'no day');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'card', p_releases => '2031-02-30 1.00'), 'PD001 releases', 'no such day');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'card', p_releases => '2020-02-01 1.00'), 'PD001 releases', 'a day gone by');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'card', p_releases => E'2031-02-02 0.50\n2031-02-01 0.50'), 'PD001 releases', 'days out of order');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'card', p_releases => E'2031-02-01 0.50\n2031-02-02 0.51'), 'PD001 releases', 'more than the hold');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'card', p_releases => '2031-02-01 x'), 'PD001 releases', 'no amount');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'card', p_releases => '2031-02-01 0.50', p_until => '2031-01-01'), 'PD001 until', 'ends before its last release');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'card', p_releases => '2031-02-01 1.00', p_until => '2031-03-01'), 'PD001 until', 'ended by its releases');
SELECT is(pg_temp.placed('tl_vera', 'drawer', '1.00', 'card'), 'PD012 account', 'not on a drawer');
UPDATE pd.balance SET flags = flags | 6 WHERE account = pg_temp.acc_id('cur');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'card'), 'done', 'on a blocked account');
SELECT is(pg_temp.did('tl_vera', 'release', pg_temp.last()), 'released', 'and off it');
UPDATE pd.balance SET flags = flags & ~6 | 8 WHERE account = pg_temp.acc_id('cur');
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'card'), 'PD013 account', 'not on a closed one');
UPDATE pd.balance SET flags = flags & ~8 WHERE account = pg_temp.acc_id('cur');

-- Every state against every action, by a supervisor who did not place it.
CREATE TEMP TABLE matrix (place integer GENERATED ALWAYS AS IDENTITY, state text, action text, wanted text);
INSERT INTO matrix (state, action, wanted) VALUES
    ('open', 'reduce', 'open'),          ('open', 'reduce all', 'released'),   ('open', 'reduce over', 'PD019 amount'),
    ('open', 'release', 'released'),     ('open', 'capture', 'captured'),      ('open', 'capture part', 'open'),
    ('open', 'capture over', 'PD019 amount'), ('open', 'extend', 'open'),      ('open', 'extend back', 'PD029 until'),
    ('endless', 'extend', 'PD029 hold'), ('endless', 'release', 'released'),
    ('reduced', 'capture whole', 'PD019 amount'), ('reduced', 'capture', 'captured'), ('reduced', 'release', 'released'),
    ('released', 'reduce', 'PD031 hold'), ('released', 'release', 'PD031 hold'), ('released', 'capture', 'PD031 hold'),
    ('released', 'extend', 'PD031 hold'), ('released', 'capture over', 'PD019 amount'),
    ('captured', 'reduce', 'PD030 hold'), ('captured', 'release', 'PD030 hold'), ('captured', 'capture', 'PD030 hold'),
    ('captured', 'extend', 'PD030 hold'), ('captured', 'capture over', 'PD019 amount'),
    ('expired', 'reduce', 'PD032 hold'), ('expired', 'release', 'PD032 hold'), ('expired', 'capture', 'PD032 hold'),
    ('expired', 'extend', 'PD032 hold'), ('swept', 'release', 'PD032 hold'),   ('swept', 'capture', 'PD032 hold'),
    ('swept', 'extend', 'PD032 hold'),
    ('blocked', 'capture', 'PD014 hold'), ('blocked', 'release', 'released'),  ('blocked', 'reduce', 'open'),
    ('blocked', 'extend', 'open'),       ('target blocked', 'capture', 'PD014 to'), ('target closed', 'capture', 'PD013 to'),
    ('open', 'capture abroad', 'PD015 to'), ('open', 'capture cash', 'PD012 to'), ('open', 'capture itself', 'PD001 to'),
    ('open', 'capture nowhere', 'PD012 to'), ('none', 'release', 'PD012 hold'), ('none', 'capture', 'PD012 hold'),
    ('none', 'reduce', 'PD012 hold'),    ('none', 'extend', 'PD012 hold'),     ('a pending', 'release', 'PD012 hold'),
    ('blocked and released', 'capture', 'PD014 hold'), ('blocked and released', 'release', 'PD031 hold');
SELECT is(pg_temp.hold_in_state(m.state, m.action), m.wanted, m.state || ': ' || m.action) FROM matrix m ORDER BY m.place;

-- Four eyes: what is legal or admin ends by somebody else's decision.
INSERT INTO who (person, kind, wanted) VALUES ('tl_vera', 'legal', 'PD037 hold'), ('tl_vera', 'admin', 'PD037 hold'), ('tl_vera', 'card', 'released');
SELECT pg_temp.hire('tl_viktor', 'supervisor') \g /dev/null
SELECT is(pg_temp.own(w.person, w.kind, a.action), CASE WHEN w.kind = 'card' THEN a.wanted ELSE 'PD037 hold' END, w.kind || ' of one''s own: ' || a.action)
  FROM who w, (VALUES ('reduce', 'open'), ('release', 'released'), ('capture', 'captured')) a(action, wanted)
 WHERE w.place > 24 ORDER BY w.place, a.action;
SELECT pg_temp.placed('tl_vera', 'cur', '2.00', 'legal') \g /dev/null
SELECT is(pg_temp.did('tl_viktor', 'release', pg_temp.last()), 'released', 'by another supervisor');
SELECT pg_temp.placed('tl_sam', 'cur', '2.00', 'admin') \g /dev/null
SELECT is(pg_temp.did('tl_sam', 'release', pg_temp.last()), 'PD004 hold', 'support does not end what the bank decided');
SELECT is(pg_temp.did('tl_tina', 'release', pg_temp.last()), 'PD004', 'nor a teller');
SELECT is(pg_temp.did('tl_tina', 'extend', pg_temp.last()), 'PD004 hold', 'who extends only what he may place');
SELECT is(pg_temp.did('tl_vera', 'release', pg_temp.last()), 'released', 'a supervisor may');

-- What the house keeps for itself nobody places or frees by hand.
INSERT INTO pd.hold_kind VALUES ('house', 'Kept by the program', '{}', '{}', false);
SELECT is(pg_temp.placed('tl_vera', 'cur', '1.00', 'house'), 'PD004 kind', 'not placed');
SELECT pd.hold_place(1::smallint, (SELECT id FROM pd.staff WHERE name = 'tl_vera'), pg_temp.req(), pg_temp.acc_id('cur'), 'house', 1000, 'Because', NULL, NULL, '{}') AS house \gset
SELECT is(pg_temp.did('tl_vera', 'release', :house), 'PD004 hold', 'not released');
SELECT is(pg_temp.did('tl_vera', 'capture', :house), 'PD004 hold', 'not captured');
SELECT pd.reservation_free(1::smallint, pg_temp.acc_id('cur'), :house, 1000),
       pd.hold_event_write(1::smallint, :house, 'due', 1000, 0, NULL, NULL, NULL, NULL) \g /dev/null

-- A capture is a posting of its own money: it leaves other holds and the promise alone, and takes no more.
SELECT pg_temp.placed('tl_viktor', 'bas', '300.00', 'legal') \g /dev/null
SELECT pg_temp.last() AS legal \gset
SELECT pg_temp.placed('tl_tina', 'bas', '100.00', 'check') \g /dev/null
SELECT pg_temp.last() AS cheque \gset
SELECT pg_temp.opened('bas', 'cur', 10000) AS promise \gset
SELECT is(pg_temp.figures('bas'), 'posted 50000 pending 10000 held 40000 available 0', 'everything is reserved');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.account_hold_capture(%L, %s, %L, ''100.01'')', pg_temp.req(), :cheque, pg_temp.acc('cur'))),
          'PD019 amount', 'a cheque''s hold cannot take the court''s money');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.payment_transfer(%L, %L, %L, ''0.01'')', pg_temp.req(), pg_temp.acc('bas'), pg_temp.acc('cur'))),
          'PD018 from', 'nor can the customer');
SELECT is(pg_temp.ask('tl_vera', format($$SELECT concat_ws('|', x -> 'entries' -> 0 ->> 'debit_minor', x -> 'entries' -> 0 ->> 'balance_after_minor',
              x -> 'entries' -> 1 ->> 'credit_minor', x ->> 'total_minor', x ->> 'currency') FROM api.account_hold_capture_preview(%s, 'GL-2200-EUR', '120.00') x$$, :legal)),
          '12000|38000|12000|12000|EUR', 'the preview shows the entries');
SELECT is(pg_temp.ask('tl_vera', format($$SELECT concat_ws('|', x ->> 'amount_minor', x ->> 'balance_minor', x ->> 'remaining_minor', x ->> 'available_minor', x ->> 'receipt' LIKE '1-%%')
              FROM api.account_hold_capture(%L, %s, 'GL-2200-EUR', '120.00', 'Order 1') x$$, pg_temp.req(), :legal)),
          '12000|38000|18000|0|t', 'captured in part');
SELECT is(pg_temp.figures('bas'), 'posted 38000 pending 10000 held 28000 available 0', 'the rest stays held');
SELECT is(pg_temp.bal('susp'), 12000::bigint, 'the money is where it should be');
SELECT is(pg_temp.tried(:promise, 'post'), 'posted', 'the promise is kept');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.account_hold_capture(%L, %s, %L)', pg_temp.req(), :legal, pg_temp.acc('cur'))), 'done', 'all the rest, to a customer');
SELECT is(pg_temp.ask('tl_vera', format('SELECT state || '' '' || remaining_minor || '' '' || captured_minor || '' '' || cardinality(history) FROM api.account_hold_view(%s)', :legal)),
          'captured 0 30000 3', 'its history');
SELECT is(pg_temp.figures('bas'), 'posted 10000 pending 0 held 10000 available 0', 'the cheque''s hold is what it was');
SELECT is(pg_temp.did('tl_vera', 'release', :cheque), 'released', 'and can end');

-- A schedule shrinks a hold by itself, with nobody to sweep.
SELECT is(pg_temp.placed('tl_tina', 'usd', '60.00', 'check', p_cheque => 'other'), 'done', 'a small cheque in USD');
SELECT is((SELECT array_agg(s.keeps ORDER BY s.at) FROM pd.hold_step s WHERE s.hold = pg_temp.last()), ARRAY[0]::bigint[], 'is free at once, the next business day');
SELECT is(pg_temp.did('tl_vera', 'release', pg_temp.last()), 'released', 'away with it');
SELECT pg_temp.post(pg_temp.leg('usd', 90000), pg_temp.leg('suspusd', -90000)) \g /dev/null
SELECT is(pg_temp.placed('tl_tina', 'usd', '900.00', 'check'), 'done', 'a large one');
SELECT is((SELECT array_agg(s.keeps || ' ' || s.at ORDER BY s.at) FROM pd.hold_step s WHERE s.hold = pg_temp.last()),
          ARRAY['62500 ' || pd.day_start(1::smallint, pd.hold_business_day(1::smallint, pg_temp.today(), 1)),
                '0 ' || pd.day_start(1::smallint, pd.hold_business_day(1::smallint, pg_temp.today(), 2))], '275.00 the next business day, the rest the second');
SELECT is(pg_temp.did('tl_vera', 'release', pg_temp.last()), 'released', 'away with it');
SELECT is(pg_temp.placed('tl_vera', 'cur', '100.00', 'card', p_releases => E'2031-01-01 20.00\n2031-02-01 30.00', p_until => '2031-03-01'), 'done', 'in three parts');
SELECT pg_temp.last() AS parts \gset
SELECT is((SELECT releases::text FROM (SELECT pd.hold_plan_words(h) AS releases FROM pd.hold_state h WHERE h.id = :parts) x),
          '{"20.00 EUR on 2031-01-01","30.00 EUR on 2031-02-01","50.00 EUR on 2031-03-01"}', 'it says so');
SELECT is(pg_temp.aged(:parts, '2031-01-01'), '8000 open', 'the first part');
SELECT is(pg_temp.did('tl_viktor', 'reduce', :parts), 'open', 'and something by hand, which counts towards the next');
SELECT is(pg_temp.aged(:parts, '2031-02-01'), '5000 open', 'the second part');
SELECT is(pg_temp.aged(:parts, '2031-03-01'), '0 expired', 'the end');
SELECT is((SELECT held FROM pd.balance WHERE account = pg_temp.acc_id('cur')) - (SELECT sum(amount) FROM pd.reserved WHERE account = pg_temp.acc_id('cur') AND kind = 'hold')::bigint, 0::bigint, 'the row lags');
SELECT is(pg_temp.unreserved(), '', 'which is right');
SELECT cmp_ok(pd.job_reservations(100), '>=', 1, 'the job writes it down');
SELECT is((SELECT string_agg(e.what || ' ' || e.amount || ' ' || e.remaining, ', ' ORDER BY e.place) FROM pd.hold_event e WHERE e.hold = :parts),
          'place 10000 10000, due 2000 8000, reduce 100 7900, due 2900 5000, due 5000 0', 'as it came');

-- An extended hold forgets its schedule.
SELECT pg_temp.placed('tl_vera', 'cur', '100.00', 'card', p_releases => '2031-01-01 20.00', p_until => '2031-03-01') \g /dev/null
SELECT is(pg_temp.did('tl_vera', 'extend', pg_temp.last()), 'open', 'extended');
SELECT is(pg_temp.ask('tl_vera', format('SELECT releases::text FROM api.account_hold_view(%s)', pg_temp.last())), '{"100.00 EUR on 2032-01-01"}', 'it all ends at once');
SELECT is(pg_temp.did('tl_vera', 'release', pg_temp.last()), 'released', 'away with it');

-- Closing names what stands against it; what has expired does not.
SELECT pg_temp.post(pg_temp.leg('nil', 500), pg_temp.leg('susp', -500)) \g /dev/null
SELECT pg_temp.opened('nil', 'bas', 100, clock_timestamp() + interval '1 h') AS promised \gset
SELECT pg_temp.placed('tl_vera', 'nil', '4.00', 'card', p_until => '2031-03-01') \g /dev/null
SELECT pg_temp.last() AS kept \gset
SELECT is(pg_temp.ask('tl_vera', format('SELECT api.account_close(%L, %L, ''Moves'') #>> ''{refused,sentence}''', pg_temp.req(), pg_temp.acc('nil'))),
          format('Account %s still has a balance of 5.00 EUR; pending transfers of 1.00 EUR (1); hold %s (card) of 4.00 EUR.', pg_temp.acc('nil'), :kept), 'what blocks the closing');
SELECT pg_temp.age(:promised), pg_temp.age(:kept, interval '20 years') \g /dev/null
SELECT is(pg_temp.ask('tl_vera', format('SELECT api.account_close(%L, %L, ''Moves'') #>> ''{refused,sentence}''', pg_temp.req(), pg_temp.acc('nil'))),
          format('Account %s still has a balance of 5.00 EUR.', pg_temp.acc('nil')), 'what has expired does not');
SELECT pg_temp.post(pg_temp.leg('nil', -500), pg_temp.leg('susp', 500)) \g /dev/null
SELECT is(pg_temp.told('tl_vera', format('SELECT api.account_close(%L, %L, ''Moves'')', pg_temp.req(), pg_temp.acc('nil'))), 'done', 'then it closes');
SELECT is((SELECT pending + held FROM pd.balance WHERE account = pg_temp.acc_id('nil')), 0::bigint, 'with nothing reserved');

SELECT throws_ok('UPDATE pd.hold SET amount = 1', 'PD029', NULL, 'a hold is not changed');
SELECT throws_ok('DELETE FROM pd.hold_event', 'PD029', NULL, 'nor its history');
SELECT throws_ok('DELETE FROM pd.hold_step', 'PD029', NULL, 'nor its schedule');
SELECT is(pg_temp.bad(), '', 'the books prove');
SELECT is(pg_temp.unreserved(), '', 'the reservations prove');
SELECT finish();
ROLLBACK;
