-- SPDX-License-Identifier: Apache-2.0
-- What the worker does with orders: pays each due date once, tries again, fails with a notice, suspends, skips.
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(74);

UPDATE pd.ledger SET business_date = '2027-03-01', weekend = '{6,7}' WHERE id = 1;
UPDATE pd.order_policy SET tries = 3, retry_wait = '0', suspend_after = 2;
CREATE FUNCTION pg_temp.day(p_day date) RETURNS void LANGUAGE sql AS $$ UPDATE pd.ledger SET business_date = p_day WHERE id = 1 $$;
CREATE FUNCTION pg_temp.made(p_from text, p_to text, p_amount text, p_first text, p_every text, p_more text DEFAULT '') RETURNS bigint LANGUAGE sql AS $$
    SELECT (pg_temp.ask('tl_tina', format('SELECT api.order_create(%L, %L, %L, %L, %L, %L%s)', gen_random_uuid(), pg_temp.acc(p_from), pg_temp.acc(p_to),
                                          p_amount, p_first, p_every, p_more))::jsonb ->> 'order')::bigint
$$;
CREATE FUNCTION pg_temp.state(p_order bigint) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', o.status, o.next_due, o.next_run) FROM pd.standing_order o WHERE o.ledger = 1 AND o.id = p_order
$$;
CREATE FUNCTION pg_temp.done(p_order bigint) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(concat_ws(' ', e.due, e.state, e.tries, e.code), ', ' ORDER BY e.due), 'nothing') FROM pd.order_execution e WHERE e.ledger = 1 AND e.standing_order = p_order
$$;
-- Calls of the job until nothing is left, one thing at a time; how many.
CREATE FUNCTION pg_temp.work() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE v_calls integer := 0;
BEGIN
    WHILE pd.job_orders(1) > 0 LOOP
        v_calls := v_calls + 1;
        IF v_calls > 1000 THEN RETURN -1; END IF;
    END LOOP;
    RETURN v_calls;
END $$;
SELECT is(pg_temp.work(), 0, 'nothing to do');

-- Month ends, in the right months, once each.
SELECT pg_temp.made('cur', 'bas', '10', '2027-03-31', 'month', $$, 'Rent', p_times => 3, p_day_rule => 'any'$$) AS rent \gset
SELECT is(pg_temp.work(), 0, 'not before its day');
SELECT pg_temp.day('2027-03-31') \g /dev/null
SELECT is(pg_temp.work(), 1, 'on its day');
SELECT is(ARRAY[pg_temp.bal('cur'), pg_temp.bal('bas')], ARRAY[98940, 51000]::bigint[], 'paid, with the fee of a transfer');
SELECT is(pg_temp.state(:rent), 'active 2027-04-30 2027-04-30', 'the next is the last of April');
SELECT is(pg_temp.work(), 0, 'and once');
SELECT is((SELECT concat_ws(' ', j.operation, j.text, j.business_date, j.value_date, coalesce(j.staff::text, 'nobody'), j.request = pd.order_request(1::smallint, :rent, '2027-03-31'))
             FROM pd.journal j JOIN pd.order_execution e ON e.ledger = j.ledger AND e.journal = j.id WHERE e.standing_order = :rent),
          'order.execute Rent 2027-03-31 2027-03-31 nobody t', 'its journal');
SELECT is((SELECT concat_ws(' ', outcome, staff, object = :'rent') FROM pd.event WHERE operation = 'order.execute'), 'done t', 'its audit event');
SELECT pg_temp.day('2027-06-02') \g /dev/null
SELECT is(pg_temp.work(), 2, 'two due dates that were missed');
SELECT is(pg_temp.done(:rent), '2027-03-31 paid 1, 2027-04-30 paid 1, 2027-05-31 paid 1', 'are paid, each once');
SELECT is(pg_temp.state(:rent), 'ended', 'after the third it ends');
SELECT is((SELECT count(*) FROM pd.notice), 0::bigint, 'nobody need be told');

-- Until a last day.
SELECT pg_temp.made('bas', 'cur', '1', '2027-06-02', 'week', $$, p_last => '2027-06-15'$$) AS weekly \gset
SELECT is(pg_temp.work(), 1, 'today');
SELECT pg_temp.day('2027-06-20') \g /dev/null
SELECT is(pg_temp.work(), 1, 'a week later');
SELECT is(pg_temp.done(:weekly) || '; ' || pg_temp.state(:weekly), '2027-06-02 paid 1, 2027-06-09 paid 1; ended', 'and not after the last day');

-- Weekends: 3 and 4 July 2027 are Saturday and Sunday.
SELECT pg_temp.day('2027-07-02') \g /dev/null
SELECT pg_temp.made('bas', 'cur', '1', '2027-07-02', 'day', $$, p_times => 4, p_day_rule => 'skip'$$) AS skips,
       pg_temp.made('bas', 'cur', '1', '2027-07-02', 'day', $$, p_times => 4, p_day_rule => 'next'$$) AS nexts,
       pg_temp.made('bas', 'cur', '1', '2027-07-02', 'day', $$, p_times => 4, p_day_rule => 'previous'$$) AS befores,
       pg_temp.made('bas', 'cur', '1', '2027-07-02', 'day', $$, p_times => 4, p_day_rule => 'any'$$) AS anys \gset
SELECT pg_temp.work() \g /dev/null
SELECT is(pg_temp.done(:befores), '2027-07-02 paid 1, 2027-07-03 paid 1, 2027-07-04 paid 1', 'previous: all on Friday');
SELECT is(pg_temp.done(:nexts), '2027-07-02 paid 1', 'next: one on Friday');
SELECT pg_temp.day('2027-07-05') \g /dev/null
SELECT pg_temp.work() \g /dev/null
SELECT is(pg_temp.done(:skips), '2027-07-02 paid 1, 2027-07-03 skipped 0, 2027-07-04 skipped 0, 2027-07-05 paid 1', 'skip: not on the weekend');
SELECT is(pg_temp.done(:nexts), '2027-07-02 paid 1, 2027-07-03 paid 1, 2027-07-04 paid 1, 2027-07-05 paid 1', 'next: three on Monday');
SELECT is(pg_temp.done(:anys), pg_temp.done(:nexts), 'any: each for its day');
SELECT is((SELECT string_agg(DISTINCT status, ' ') FROM pd.standing_order WHERE id IN (:skips, :nexts, :befores, :anys)), 'ended', 'all have ended');

-- No money: tried again, and paid when there is some.
SELECT pg_temp.made('nil', 'bas', '5', '2027-07-05', 'month') AS poor \gset
SELECT is(pd.job_orders(10), 1, 'a try');
SELECT is(pg_temp.done(:poor), '2027-07-05 waiting 1 PD018', 'there is no money');
SELECT is(pg_temp.state(:poor), 'active 2027-07-05 2027-07-05', 'it stays where it is');
UPDATE pd.standing_order SET next_try = clock_timestamp() + interval '1 hour' WHERE id = :poor;
SELECT is(pd.job_orders(10), 0, 'not before it is time');
UPDATE pd.standing_order SET next_try = clock_timestamp() WHERE id = :poor;
SELECT pg_temp.post(pg_temp.leg('bas', -500), pg_temp.leg('nil', 500)) \g /dev/null
SELECT is(pd.job_orders(10), 1, 'another try');
SELECT is(pg_temp.done(:poor), '2027-07-05 paid 2', 'paid at last');
SELECT is((SELECT count(*) FROM pd.notice), 0::bigint, 'and nobody need be told');
SELECT is(pg_temp.state(:poor), 'active 2027-08-05 2027-08-05', 'the next month');

-- No money at all: failed, told, suspended.
SELECT pg_temp.day('2027-08-05') \g /dev/null
SELECT is(pg_temp.work(), 3, 'three tries');
SELECT is(pg_temp.done(:poor), '2027-07-05 paid 2, 2027-08-05 failed 3 PD018', 'failed for good');
SELECT is((SELECT concat_ws(' ', n.kind, n.account = pg_temp.acc_id('nil'), n.customer = a.customer) FROM pd.notice n JOIN pd.account a ON a.id = pg_temp.acc_id('nil')),
          'order.failed t t', 'the payer shall be told');
SELECT is((SELECT n.detail - 'order' FROM pd.notice n), '{"due": "2027-08-05", "code": "PD018", "tries": 3, "amount_minor": 500, "currency": "EUR"}', 'what');
SELECT is(pg_temp.state(:poor), 'active 2027-09-05 2027-09-06', 'and it goes on');
SELECT pg_temp.day('2027-09-06') \g /dev/null
SELECT is(pg_temp.work(), 3, 'the second month in a row');
SELECT is(pg_temp.state(:poor), 'suspended 2027-10-05 2027-10-05', 'suspends it');
SELECT is((SELECT string_agg(n.kind, ' ' ORDER BY n.id) FROM pd.notice n), 'order.failed order.failed order.suspended', 'with a notice of its own');
SELECT is((SELECT count(*) FROM pd.event WHERE operation = 'order.execute' AND outcome = 'failed'), 7::bigint, 'each try that failed is in the audit');
SELECT throws_ok('DELETE FROM pd.notice', NULL, NULL, 'a notice stays');
SELECT pg_temp.day('2027-10-05') \g /dev/null
SELECT is(pg_temp.work(), 0, 'a suspended order pays nothing');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.order_resume(%L, %s)', gen_random_uuid(), :poor)), 'done', 'until it is taken up');
SELECT pg_temp.post(pg_temp.leg('bas', -500), pg_temp.leg('nil', 500)) \g /dev/null
SELECT is(pg_temp.work(), 1, 'then it pays');
SELECT is((SELECT failures FROM pd.standing_order WHERE id = :poor), 0, 'and its failures are forgotten');

-- Staff sees it.
SELECT is(pg_temp.ask('tl_sam', $$SELECT string_agg(concat_ws(' ', due, code, reason ~ 'EUR|money', status), ', ' ORDER BY number) FROM api.order_failures('2027-01-01')$$),
          '2027-08-05 PD018 t active, 2027-09-05 PD018 t active', 'the failures');
SELECT is(pg_temp.ask('tl_sam', $$SELECT string_agg(due::text, ' ') FROM api.order_failures('2027-01-01', NULL, 1)$$), '2027-09-05', 'newest first');
SELECT is(pg_temp.ask('tl_sam', $$SELECT string_agg(due::text, ' ') FROM api.order_failures('2027-01-01', (SELECT number::integer FROM api.order_failures('2027-01-01') LIMIT 1))$$), '2027-08-05', 'page by page');
SELECT is(pg_temp.ask('tl_sam', $$SELECT count(*) FROM api.order_failures('2027-09-07')$$), '0', 'since a day');
SELECT is(pg_temp.ask('tl_sam', format($$SELECT string_agg(concat_ws(' ', due, state, code), ', ') FROM api.order_executions(%s)$$, :poor)),
          '2027-10-05 paid, 2027-09-05 failed PD018, 2027-08-05 failed PD018, 2027-07-05 paid', 'the executions of the order');
SELECT is(pg_temp.ask('tl_sam', format($$SELECT string_agg(due::text, ' ') FROM api.order_executions(%s, '2027-09-05', 1)$$, :poor)), '2027-08-05', 'page by page too');
SELECT is(pg_temp.ask('tl_sam', format($$SELECT v -> 'executions' ->> 1 FROM api.order_view(%s) v$$, :poor)), '2027-09-05 failed PD018', 'and in words');

-- Blocked: tried again.  Closed: not.
SELECT pg_temp.made('bas', 'cur', '1', '2027-10-05', 'month') AS blocked, pg_temp.made('bas', 'biz', '1', '2027-10-05', 'month') AS closed,
       pg_temp.made('bas', 'cur', '2', '2027-10-05', 'month') AS well \gset
UPDATE pd.balance SET flags = flags | 4 WHERE account = pg_temp.acc_id('cur');
UPDATE pd.balance SET flags = flags | 8 WHERE account = pg_temp.acc_id('biz');
SELECT is(pd.job_orders(10), 3, 'all three at once');
SELECT is(pg_temp.done(:blocked) || '; ' || pg_temp.done(:closed) || '; ' || pg_temp.done(:well),
          '2027-10-05 waiting 1 PD014; 2027-10-05 failed 1 PD013; 2027-10-05 waiting 1 PD014', 'each for itself');
UPDATE pd.balance SET flags = flags & ~4 WHERE account = pg_temp.acc_id('cur');
SELECT is(pd.job_orders(10), 2, 'the block is lifted');
SELECT is(pg_temp.done(:blocked) || '; ' || pg_temp.done(:well), '2027-10-05 paid 2; 2027-10-05 paid 2', 'they are paid');

-- One failure stops no other, in one call.
UPDATE pd.balance SET flags = flags & ~8 WHERE account = pg_temp.acc_id('biz');
SELECT pg_temp.day('2027-10-06') \g /dev/null
SELECT pg_temp.made('nil', 'bas', '900', '2027-10-06', 'month') AS first, pg_temp.made('bas', 'biz', '3', '2027-10-06', 'month') AS second \gset
SELECT is(pd.job_orders(10), 2, 'one without money, one with');
SELECT is(pg_temp.done(:first) || '; ' || pg_temp.done(:second), '2027-10-06 waiting 1 PD018; 2027-10-06 paid 1', 'the second is paid all the same');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.order_cancel(%L, %s, %L)', gen_random_uuid(), :first, 'No use')), 'done', 'cancelled while it waits');
SELECT is(pg_temp.done(:first), '2027-10-06 skipped 1 PD018', 'its due date is given up');
SELECT is(pg_temp.work(), 0, 'and it is not tried again');

-- A payment on a later day, that fails: it ends.
SELECT (pg_temp.ask('tl_tina', format('SELECT api.payment_schedule(%L, %L, %L, %L, %L)', gen_random_uuid(), pg_temp.acc('nil'), pg_temp.acc('bas'), '900', '2027-10-07'))::jsonb ->> 'order') AS later \gset
SELECT pg_temp.day('2027-10-07') \g /dev/null
SELECT is(pg_temp.work(), 3, 'tried three times');
SELECT is(pg_temp.state(:later), 'ended', 'then it is over');
SELECT is((SELECT status_reason IS NOT NULL FROM pd.standing_order WHERE id = :later), true, 'with the reason');

-- A value-dated transfer, and one reversed execution.
SELECT (pd.order_schedule_transfer(ROW((SELECT s.id FROM pd.staff s WHERE s.name = 'tl_tina'), 1, pg_temp.today(), 'payment.transfer', gen_random_uuid(), NULL, NULL)::pd.call,
            pg_temp.acc('bas'), pg_temp.acc('nil'), '4', 'Value later', '2027-10-11') ->> 'order') AS valued \gset
SELECT pg_temp.bal('nil') AS before \gset
SELECT is(pg_temp.work(), 0, 'nothing before its day');
SELECT pg_temp.day('2027-10-11') \g /dev/null
SELECT is(pg_temp.work(), 1, 'paid on it');
SELECT is(pg_temp.bal('nil') - :before, 400::bigint, 'the money is there');
SELECT is((SELECT j.value_date FROM pd.journal j JOIN pd.order_execution e ON e.ledger = 1 AND e.journal = j.id WHERE e.standing_order = :valued), date '2027-10-11', 'with the value date');
INSERT INTO pd.journal_link (ledger, journal, kind, target) SELECT 1, 0, 'reversal', e.journal FROM pd.order_execution e WHERE e.standing_order = :valued;
SELECT matches(pg_temp.ask('tl_sam', format($$SELECT v -> 'executions' ->> 0 FROM api.order_view(%s) v$$, :valued)), '^2027-10-11 reversed 1-[0-9]+$', 'a reversed one is told');

-- Once: whatever happened to the order's row, a due date that is settled is not paid again.
UPDATE pd.standing_order SET status = 'active', next_due = '2027-10-11', next_run = '2027-10-11' WHERE id = :valued;
SELECT is(pg_temp.work(), 1, 'the order was set back');
SELECT is(pg_temp.bal('nil') - :before, 400::bigint, 'nothing is paid twice');
SELECT throws_ok(format($$INSERT INTO pd.order_execution (ledger, standing_order, due, state, tries, booked, amount, request) VALUES (1, %s, '2027-10-11', 'skipped', 0, '2027-10-11', 1, gen_random_uuid())$$, :valued),
                 '23505', NULL, 'one row for each due date');

-- Something breaks that is no refusal: it fails alone.
CREATE FUNCTION pd.test_break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken' USING ERRCODE = '22003'; END $$;
CREATE TRIGGER test_break BEFORE INSERT ON pd.journal FOR EACH ROW WHEN (NEW.text = 'break') EXECUTE FUNCTION pd.test_break();
SELECT pg_temp.made('bas', 'cur', '1', '2027-10-11', 'month', $$, 'break'$$) AS broken, pg_temp.made('bas', 'cur', '1', '2027-10-11', 'month', $$, 'whole'$$) AS whole \gset
SELECT is(pd.job_orders(10), 2, 'one breaks');
SELECT is(pg_temp.done(:broken) || '; ' || pg_temp.done(:whole), '2027-10-11 waiting 1 22003; 2027-10-11 paid 1', 'alone');
SELECT is((SELECT reason FROM pd.order_execution WHERE standing_order = :broken), 'Something went wrong inside the program.', 'and says no more than that');
SELECT is(pg_temp.bad(), '', 'the books prove');

SELECT * FROM finish();
ROLLBACK;
