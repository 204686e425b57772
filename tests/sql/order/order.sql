-- SPDX-License-Identifier: Apache-2.0
-- Orders: made, changed, rested, ended by people; who may; what is refused.  What the worker does with them: execute.sql.
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(83);

UPDATE pd.ledger SET business_date = '2027-03-01', weekend = '{6,7}' WHERE id = 1;
CREATE FUNCTION pg_temp.create(p_first text, p_every text, p_more text DEFAULT '', p_from text DEFAULT 'cur', p_to text DEFAULT 'bas', p_amount text DEFAULT '10')
RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.order_create(%L, %L, %L, %L, %L, %L%s)', gen_random_uuid(), pg_temp.acc(p_from), pg_temp.acc(p_to), p_amount, p_first, p_every, p_more)
$$;
CREATE FUNCTION pg_temp.made(p_first text, p_every text, p_more text DEFAULT '') RETURNS jsonb LANGUAGE sql AS $$
    SELECT pg_temp.ask('tl_tina', pg_temp.create(p_first, p_every, p_more))::jsonb
$$;
CREATE FUNCTION pg_temp.call(p_person text, p_what text, p_rest text) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told(p_person, format('SELECT api.order_%s(%L, %s)', p_what, gen_random_uuid(), p_rest))
$$;
CREATE FUNCTION pg_temp.state(p_order bigint) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', o.status, o.next_due, o.next_run) FROM pd.standing_order o WHERE o.ledger = 1 AND o.id = p_order
$$;

-- Making one.
SELECT pg_temp.made('2027-03-31', 'month', $$, 'Rent', p_times => 3$$) AS made \gset
SELECT (:'made'::jsonb ->> 'order') AS rent \gset
SELECT is(:'made'::jsonb - '{order,request}'::text[],
          '{"status": "active", "amount_minor": 1000, "currency": "EUR", "fee_minor": 60, "next_due": "2027-03-31", "next_run": "2027-03-31", "replayed": false}',
          'the answer, with the fee of today');
SELECT is((SELECT concat_ws(' ', kind, every, times, day_rule, text, is_month_end, source, s.name) FROM pd.standing_order o JOIN pd.staff s ON s.id = o.staff WHERE o.id = :rent),
          'standing month 3 next Rent f desk tl_tina', 'what is kept');
SELECT is(pg_temp.made('2027-04-10', 'month', $$, p_month_end => true$$) ->> 'next_due', '2027-04-30', 'at the end of the month');
SELECT is(pg_temp.made('2027-03-06', 'month') ->> 'next_run', '2027-03-08', 'a Saturday waits for Monday');
SELECT is(pg_temp.made('2027-03-06', 'month', $$, p_day_rule => 'previous'$$) ->> 'next_run', '2027-03-05', 'or comes before');
SELECT is(pg_temp.made('2027-03-01', 'day') ->> 'next_run', '2027-03-01', 'from today on');
SELECT is(pg_temp.told('tl_tina', pg_temp.create(v.first, v.every, v.more, v.f, v.t, v.amount)), v.expected, concat_ws(' ', v.first, v.every, v.more, v.f, v.t, v.amount, v.expected))
  FROM (VALUES
    ('2027-02-28', 'month', '', 'cur', 'bas', '10', 'PD001 first'), ('2140-01-01', 'month', '', 'cur', 'bas', '10', 'PD001 first'),
    (NULL, 'month', '', 'cur', 'bas', '10', 'PD001 first'), ('2027-03-31', 'hour', '', 'cur', 'bas', '10', 'PD001 every'),
    ('2027-03-31', NULL, '', 'cur', 'bas', '10', 'PD001 every'), ('2027-03-31', 'week', ', p_month_end => true', 'cur', 'bas', '10', 'PD001 month_end'),
    ('2027-03-31', 'month', $$, p_day_rule => 'never'$$, 'cur', 'bas', '10', 'PD001 day_rule'),
    ('2027-03-31', 'month', $$, p_last => '2027-03-30'$$, 'cur', 'bas', '10', 'PD001 last'),
    ('2027-03-31', 'month', $$, p_last => '2027-03-31'$$, 'cur', 'bas', '10', 'done'),
    ('2027-03-31', 'month', $$, p_times => 0$$, 'cur', 'bas', '10', 'PD001 times'),
    ('2027-03-31', 'month', $$, p_times => 2, p_last => '2027-12-31'$$, 'cur', 'bas', '10', 'PD001 times'),
    ('2027-03-31', 'month', $$, repeat('x', 141)$$, 'cur', 'bas', '10', 'PD001 text'),
    ('2027-03-31', 'month', '', 'cur', 'cur', '10', 'PD001 to'), ('2027-03-31', 'month', '', 'cur', 'usd', '10', 'PD015 to'),
    ('2027-03-31', 'month', '', 'cur', 'nobody', '10', 'PD001 to'), ('2027-03-31', 'month', '', 'cur', 'bas', '0', 'PD001 amount'),
    ('2027-03-31', 'month', '', 'jpy', 'bas', '1.5', 'PD001 amount'), ('2027-03-31', 'month', '', 'nil', 'bas', '900', 'done')) AS v(first, every, more, f, t, amount, expected);
SELECT is(pg_temp.told(v.person, pg_temp.create('2027-03-31', 'month')), v.expected, v.person || ' makes an order: ' || v.expected)
  FROM (VALUES ('tl_vera', 'done'), ('tl_sam', 'PD004'), ('tl_audrey', 'PD004')) AS v(person, expected);

-- The same request again.
SELECT pg_temp.create('2027-05-31', 'year') AS again \gset
SELECT is(pg_temp.ask('tl_tina', :'again')::jsonb - 'replayed', pg_temp.ask('tl_tina', :'again')::jsonb - 'replayed', 'asked again, answered again');
SELECT is((SELECT count(*) FROM pd.standing_order o WHERE o.every = 'year'), 1::bigint, 'and made once');

-- Preview.
SELECT count(*) AS orders FROM pd.standing_order \gset
SELECT pg_temp.ask('tl_tina', format('SELECT api.order_create_preview(%L, %L, %L, %L, %L)', pg_temp.acc('cur'), pg_temp.acc('bas'), '25', '2027-03-06', 'month'))::jsonb AS preview \gset
SELECT is(:'preview'::jsonb ->> 'remark', 'Paid on 2027-03-08, 2027-04-06, 2027-05-06 and so on.', 'the preview tells the days');
SELECT is(:'preview'::jsonb - '{entries,remark}'::text[], '{"fee_minor": 60, "total_minor": 2560, "currency": "EUR", "next_due": "2027-03-06", "next_run": "2027-03-08"}', 'the preview');
SELECT is((SELECT string_agg(concat_ws(' ', e.v ->> 'what', e.v ->> 'debit_minor', e.v ->> 'credit_minor'), ', ' ORDER BY e.n) FROM jsonb_array_elements(:'preview'::jsonb -> 'entries') WITH ORDINALITY e(v, n)),
          'principal 2500, principal 2500, fee 60, fee 50, tax 10', 'with the entries of one payment');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.order_create_preview(%L, %L, %L, %L, %L)', pg_temp.acc('cur'), pg_temp.acc('bas'), '25', '2026-03-06', 'month')), 'PD001 first', 'refuses as the order would be');
SELECT is((SELECT count(*) FROM pd.standing_order), :orders::bigint, 'and keeps nothing');

SELECT is(pg_temp.ask('tl_tina', format('SELECT api.order_create_preview(%L, %L, %L, %L, %L, p_day_rule => %L)', pg_temp.acc('cur'), pg_temp.acc('bas'), '25', '2027-03-06', 'week', 'skip'))::jsonb ->> 'remark',
          'None of its due dates is a business day.', 'nor does it look for ever');

-- One payment on a later day.
CREATE FUNCTION pg_temp.schedule(p_day text, p_more text DEFAULT '') RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.payment_schedule(%L, %L, %L, %L, %L%s)', gen_random_uuid(), pg_temp.acc('bas'), pg_temp.acc('cur'), '7', p_day, p_more)
$$;
SELECT is(pg_temp.ask('tl_tina', pg_temp.schedule('2027-03-02'))::jsonb - '{order,request}'::text[],
          '{"status": "active", "amount_minor": 700, "currency": "EUR", "fee_minor": 0, "next_due": "2027-03-02", "next_run": "2027-03-02", "replayed": false}', 'tomorrow');
SELECT is(pg_temp.told('tl_tina', pg_temp.schedule(v.day, v.more)), v.expected, concat_ws(' ', v.day, v.more, v.expected))
  FROM (VALUES ('2027-03-01', '', 'PD001 day'), (NULL, '', 'PD001 day'), ('2027-03-02', $$, p_day_rule => 'skip'$$, 'PD001 day_rule'),
               ('2027-03-02', $$, p_day_rule => 'previous'$$, 'done')) AS v(day, more, expected);
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.payment_schedule_preview(%L, %L, %L, %L)', pg_temp.acc('bas'), pg_temp.acc('cur'), '7', '2027-03-06'))::jsonb ->> 'next_run', '2027-03-08', 'with a preview');
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.payment_schedule_preview(%L, %L, %L, %L)', pg_temp.acc('bas'), pg_temp.acc('cur'), '7', '2027-03-06'))::jsonb ->> 'remark', 'Paid on 2027-03-08.', 'of one day');
CREATE FUNCTION pg_temp.later(p_date date) RETURNS jsonb LANGUAGE sql AS $$
    SELECT pd.order_schedule_transfer(ROW((SELECT s.id FROM pd.staff s WHERE s.name = 'tl_tina'), 1, pg_temp.today(), 'payment.transfer', gen_random_uuid(), NULL, NULL)::pd.call,
                                      pg_temp.acc('bas'), pg_temp.acc('cur'), '8', 'Later', p_date)
$$;
SELECT is(pg_temp.later('2027-03-07') - 'order', '{"status": "active", "amount_minor": 800, "currency": "EUR", "fee_minor": 0, "next_due": "2027-03-07", "next_run": "2027-03-08"}', 'a transfer with a later value date');
SELECT throws_ok($$SELECT pg_temp.later('2027-03-01')$$, 'PD001', NULL, 'which today is not');

-- Changing.
SELECT is(pg_temp.call('tl_tina', 'change', v.rest), v.expected, v.rest || ': ' || v.expected)
  FROM (VALUES (:'rent' || $$, p_amount => '12.50', p_text => 'Rent and heating'$$, 'done'), (:'rent' || $$, p_last => '2027-03-30'$$, 'PD001 last'),
               (:'rent' || $$, p_last => '2028-03-31'$$, 'done'), (:'rent' || ', p_times => 5, p_until_cancelled => true', 'PD001 until_cancelled'),
               (:'rent' || $$, p_day_rule => 'often'$$, 'PD001 day_rule'), (:'rent' || format(', p_to => %L', pg_temp.acc('usd')), 'PD015 to'),
               ('999999', 'PD012 order'), ('NULL', 'PD012 order')) AS v(rest, expected);
SELECT is((SELECT concat_ws(' ', amount, text, coalesce(times, 0), last_day) FROM pd.standing_order WHERE id = :rent), '1250 Rent and heating 0 2028-03-31', 'what was changed, the rest is kept');
SELECT is(pg_temp.call('tl_tina', 'change', :'rent' || ', p_until_cancelled => true'), 'done', 'until it is cancelled');
SELECT is((SELECT coalesce(last_day::text, 'no end') FROM pd.standing_order WHERE id = :rent), 'no end', 'it has no end');
SELECT is(pg_temp.call('tl_tina', 'change', (SELECT id FROM pd.standing_order WHERE kind = 'once' LIMIT 1) || ', p_times => 5'), 'PD029 order', 'one payment has no end to change');

-- Rest, and again.
SELECT is(pg_temp.call('tl_tina', 'pause', :'rent' || $$, ''$$), 'PD001 reason', 'a pause has a reason');
SELECT is(pg_temp.call('tl_tina', 'pause', :'rent' || $$, 'On holiday'$$), 'done', 'paused');
SELECT is(pg_temp.call('tl_tina', 'pause', :'rent' || $$, 'On holiday'$$), 'PD029 order', 'once');
UPDATE pd.ledger SET business_date = '2027-06-15' WHERE id = 1;
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.order_resume(%L, %s)', gen_random_uuid(), :rent))::jsonb ->> 'next_due', '2027-06-30', 'taken up with the next due date');
SELECT is((SELECT count(*) FROM pd.order_execution WHERE standing_order = :rent), 0::bigint, 'those between are not made up for');
SELECT is(pg_temp.call('tl_tina', 'resume', :'rent'), 'PD029 order', 'what is active is not resumed');
SELECT is(pg_temp.call('tl_tina', 'cancel', :'rent' || $$, 'Moves out'$$), 'done', 'cancelled');
SELECT is(pg_temp.state(:rent), 'cancelled', 'nothing comes any more');
SELECT is(pg_temp.call('tl_tina', 'cancel', :'rent' || $$, 'Moves out'$$), 'PD029 order', 'once');
SELECT is(pg_temp.call('tl_tina', 'change', :'rent' || $$, p_amount => '1'$$), 'PD029 order', 'a cancelled one is not changed');

-- The calendar, and orders that it moves.
SELECT (pg_temp.made('2027-07-05', 'month') ->> 'order') AS july \gset
CREATE FUNCTION pg_temp.calendar(p_person text, p_what text, p_rest text) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told(p_person, format('SELECT api.calendar_%s(%L, %s)', p_what, gen_random_uuid(), p_rest))
$$;
SELECT is(pg_temp.calendar('tl_vera', 'add', $$'2027-07-05', 'Founding day'$$), 'done', 'a holiday');
SELECT is(pg_temp.state(:july), 'active 2027-07-05 2027-07-06', 'moves what falls on it');
SELECT is(pg_temp.calendar('tl_vera', 'add', $$'2027-07-05', 'Again'$$), 'PD027 day', 'once');
SELECT is(pg_temp.calendar('tl_vera', 'add', $$'2027-06-15', 'Today'$$), 'PD001 day', 'not on a day that has begun');
SELECT is(pg_temp.calendar('tl_vera', 'add', $$'2027-07-06', ' '$$), 'PD001 name', 'with a name');
SELECT is(pg_temp.calendar('tl_tina', 'add', $$'2027-07-06', 'Day off'$$), 'PD004', 'not by a teller');
SELECT is(pg_temp.ask('tl_tina', $$SELECT concat_ws(' ', day, weekday, name) FROM api.calendar_list()$$), '2027-07-05 Monday Founding day', 'the list');
SELECT is(pg_temp.calendar('tl_vera', 'remove', $$'2027-07-05'$$), 'done', 'removed');
SELECT is(pg_temp.state(:july), 'active 2027-07-05 2027-07-05', 'moves it back');
SELECT is(pg_temp.calendar('tl_vera', 'remove', $$'2027-07-05'$$), 'PD012 day', 'what is not there is not removed');

-- Lists.
SELECT is(pg_temp.ask('tl_audrey', format($$SELECT string_agg(distinct "from", ' ') FROM api.order_list(%L)$$, pg_temp.acc('nil'))), pg_temp.acc('nil'), 'orders of an account');
SELECT is(pg_temp.ask('tl_sam', $$SELECT string_agg("order"::text, ' ') FROM api.order_list(p_status => 'cancelled')$$), :'rent', 'of a status');
SELECT is(pg_temp.ask('tl_sam', format($$SELECT min("order") > %s AND count(*) = 2 FROM api.order_list(p_after => %s, p_limit => 2)$$, :rent, :rent)), 'true', 'a page');
SELECT is(pg_temp.told('tl_sam', $$SELECT count(*) FROM api.order_list(p_status => 'odd')$$), 'PD001 status', 'of no such status');
SELECT is(pg_temp.ask('tl_sam', format($$SELECT v ->> 'status_reason' FROM api.order_view(%s) v$$, :rent)), 'Moves out', 'why it ended');

-- An account from which orders pay is not closed.
SELECT is(pg_temp.told('tl_vera', format('SELECT api.account_close(%L, %L, %L)', gen_random_uuid(), pg_temp.acc('nil'), 'Moves away')), 'PD029 account', 'orders pay from it');
UPDATE pd.standing_order SET status = 'cancelled', next_due = NULL, next_run = NULL WHERE from_account = pg_temp.acc_id('nil');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.account_close(%L, %L, %L)', gen_random_uuid(), pg_temp.acc('nil'), 'Moves away')), 'done', 'now it may go');

SELECT * FROM finish();
ROLLBACK;
