-- SPDX-License-Identifier: Apache-2.0
--
-- Limits: set, counted, refused, given back.
BEGIN;
\ir ../ledger/bank.psql
\ir reserved.psql
SELECT plan(71);

CREATE FUNCTION pg_temp.limited(
    p_scope text, p_subject text, p_operation text DEFAULT NULL, p_currency text DEFAULT NULL, p_single text DEFAULT NULL,
    p_daily text DEFAULT NULL, p_monthly text DEFAULT NULL, p_reason text DEFAULT 'Because', p_person text DEFAULT 'tl_vera')
RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told(p_person, format('SELECT api.limit_set(%L, %L, %L, %L, %L, %L, %L, %L, %L)', gen_random_uuid(), p_scope, p_subject,
                                         p_reason, p_operation, p_currency, p_single, p_daily, p_monthly))
$$;
CREATE FUNCTION pg_temp.lifted(p_scope text, p_subject text, p_operation text DEFAULT NULL, p_currency text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told('tl_vera', format('SELECT api.limit_remove(%L, %L, %L, ''Because'', %L, %L)', gen_random_uuid(), p_scope, p_subject, p_operation, p_currency))
$$;
CREATE FUNCTION pg_temp.paid(p_amount text, p_person text DEFAULT 'tl_tina', p_from text DEFAULT 'bas', p_to text DEFAULT 'biz') RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told(p_person, format('SELECT api.payment_transfer(%L, %L, %L, %L)', gen_random_uuid(), pg_temp.acc(p_from), pg_temp.acc(p_to), p_amount))
$$;
CREATE FUNCTION pg_temp.drawn(p_amount text) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told('tl_tina', format('SELECT api.cash_withdraw(%L, %L, %L)', gen_random_uuid(), pg_temp.acc('bas'), p_amount))
$$;
CREATE FUNCTION pg_temp.flags(p_name text) RETURNS integer LANGUAGE sql AS
    $$ SELECT flags & 64 FROM pd.balance WHERE ledger = 1 AND account = pg_temp.acc_id(p_name) $$;
CREATE FUNCTION pg_temp.used(p_name text, p_operation text DEFAULT '') RETURNS text LANGUAGE sql AS
    $$ SELECT day_used || ' ' || month_used FROM pd.limit_usage WHERE holder = 'account' AND subject = pg_temp.acc_id(p_name) AND operation = p_operation $$;

-- What the form must say.
SELECT is(pg_temp.limited('account', pg_temp.acc('bas')), 'PD001 single', 'no amount');
SELECT is(pg_temp.limited('account', pg_temp.acc('bas'), p_single => '0'), 'PD001 single', 'nothing');
SELECT is(pg_temp.limited('account', '1', p_single => '1'), 'PD012 subject', 'no such account');
SELECT is(pg_temp.limited('account', 'DRAWER-tl_tina-EUR', p_single => '1'), 'PD012 subject', 'a drawer');
SELECT is(pg_temp.limited('account', pg_temp.acc('bas'), p_single => '1', p_currency => 'USD'), 'PD015 currency', 'not the account''s currency');
SELECT is(pg_temp.limited('account', pg_temp.acc('bas'), p_single => '1 USD'), 'PD015 single', 'nor in the amount');
SELECT is(pg_temp.limited('account', pg_temp.acc('bas'), 'cash.burn', p_single => '1'), 'PD001 operation', 'no such operation');
SELECT is(pg_temp.limited('product', 'gold', p_currency => 'EUR', p_single => '1'), 'PD012 subject', 'no such product');
SELECT is(pg_temp.limited('role', 'king', p_currency => 'EUR', p_single => '1'), 'PD012 subject', 'no such role');
SELECT is(pg_temp.limited('role', 'teller', p_single => '1'), 'PD001 currency', 'a role''s without a currency');
SELECT is(pg_temp.limited('world', 'x', p_single => '1'), 'PD001 scope', 'of nothing there is');
SELECT is(pg_temp.limited('account', pg_temp.acc('bas'), p_single => '1', p_reason => ''), 'PD001 reason', 'no reason');
SELECT is(pg_temp.limited('account', pg_temp.acc('bas'), p_single => '1', p_person => 'tl_tina'), 'PD004', 'not a teller');
SELECT is(pg_temp.lifted('account', pg_temp.acc('bas')), 'PD012 subject', 'there is none to lift');
SELECT is((SELECT count(*) FROM pd.limit), 0::bigint, 'nothing was set');

-- Of an account: at once, in a day, in a month.
SELECT is(pg_temp.limited('account', pg_temp.acc('bas'), p_single => '50.00', p_daily => '100.00', p_monthly => '120.00'), 'done', 'set');
SELECT is(pg_temp.flags('bas'), 64, 'the account says so');
SELECT is(pg_temp.flags('cur'), 0, 'no other does');
SELECT is(pg_temp.paid('50.01'), 'PD019 from', 'too much at once');
SELECT is(pg_temp.paid('50.00'), 'done', 'all at once');
SELECT is(pg_temp.used('bas'), '5000 5000', 'is counted');
SELECT is(pg_temp.drawn('50.00'), 'done', 'the rest of the day, by another operation');
SELECT is(pg_temp.paid('0.01'), 'PD019 from', 'too much in a day');
SELECT is(pg_temp.used('bas'), '10000 10000', 'what is refused is not counted');
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.payment_transfer(%L, %L, %L, ''2.50'') #>> ''{refused,sentence}''', pg_temp.req(), pg_temp.acc('bas'), pg_temp.acc('biz'))),
          format('The daily limit of account %s is 100.00 EUR, of which 100.00 EUR is used and 0.00 EUR left; 2.50 EUR is asked.', pg_temp.acc('bas')), 'the sentence');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.payment_transfer_preview(%L, %L, ''2.50'')', pg_temp.acc('bas'), pg_temp.acc('biz'))), 'PD019 from', 'the preview refuses too');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.cash_withdraw_preview(%L, ''2.50'')', pg_temp.acc('bas'))), 'PD019 account', 'and that of a withdrawal');
SELECT is(pg_temp.paid('9999.00'), 'PD018 from', 'funds come before limits');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.cash_deposit(%L, %L, ''500.00'')', pg_temp.req(), pg_temp.acc('bas'))), 'done', 'what comes in has no limit');
UPDATE pd.ledger SET business_date = (date_trunc('month', business_date) + interval '1 month 15 days')::date;
UPDATE pd.limit_usage SET day = pg_temp.today() - 1;
SELECT is(pg_temp.paid('20.00'), 'done', 'the next day');
SELECT is(pg_temp.used('bas'), '2000 12000', 'a new day of the same month');
SELECT is(pg_temp.paid('0.01'), 'PD019 from', 'too much in a month');
UPDATE pd.limit_usage SET day = pg_temp.today() - 31;
SELECT is(pg_temp.paid('50.00'), 'done', 'the next month');
SELECT is(pg_temp.used('bas'), '5000 5000', 'begins anew');
SELECT is(pg_temp.limited('account', pg_temp.acc('bas'), p_single => '60.00'), 'done', 'another in its place');
SELECT is(pg_temp.paid('60.00'), 'done', 'counts at once');
SELECT is(pg_temp.ask('tl_vera', format('SELECT concat_ws('' '', scope, subject, operation, currency, single_minor, daily_minor, monthly_minor) FROM api.limit_list(''account'', %L)', pg_temp.acc('bas'))),
          format('account %s  EUR 6000', pg_temp.acc('bas')), 'the list');
SELECT is(pg_temp.lifted('account', pg_temp.acc('bas')), 'done', 'lifted');
SELECT is(pg_temp.flags('bas'), 0, 'the account forgets it');
SELECT is(pg_temp.paid('60.01'), 'done', 'free');
SELECT is((SELECT string_agg(what, ' ' ORDER BY id) FROM pd.limit_event), 'set set remove', 'the history stays');

-- A reversal and a promise that is given up give back what they used.
SELECT pg_temp.limited('account', pg_temp.acc('bas'), 'payment.transfer', p_daily => '100.00') \g /dev/null
SELECT pg_temp.limited('account', pg_temp.acc('bas'), p_daily => '200.00') \g /dev/null
DELETE FROM pd.limit_usage;
SELECT is(pg_temp.paid('80.00'), 'done', 'used');
SELECT is(pg_temp.used('bas') || ' ' || pg_temp.used('bas', 'payment.transfer'), '8000 8000 8000 8000', 'of both limits');
SELECT is(pg_temp.paid('30.00'), 'PD019 from', 'too much');
SELECT pd.limit_reversed(1::smallint, (SELECT max(id) FROM pd.journal)) \g /dev/null
SELECT is(pg_temp.used('bas') || ' ' || pg_temp.used('bas', 'payment.transfer'), '0 0 0 0', 'given back to both');
SELECT is(pg_temp.paid('30.00'), 'done', 'so it can be used again');
UPDATE pd.limit_usage SET since = clock_timestamp();
SELECT pd.limit_reversed(1::smallint, (SELECT min(id) FROM pd.journal WHERE operation = 'payment.transfer')) \g /dev/null
SELECT is(pg_temp.used('bas'), '3000 3000', 'what was never counted is not given back');
SELECT pg_temp.opened('bas', 'biz', 10000) AS one \gset
SELECT is(pg_temp.used('bas'), '13000 13000', 'a promise is counted');
SELECT is(pg_temp.opening('bas', 'biz', 7001), 'PD019 from', 'and refused');
SELECT is(pg_temp.figures('bas'), format('posted %s pending 10000 held 0 available %s', pg_temp.bal('bas'), pg_temp.bal('bas') - 10000), 'with nothing left of it');
SELECT is(pg_temp.tried(:one, 'part'), 'partly posted', 'a cent of it is posted');
SELECT is(pg_temp.used('bas'), '3001 3001', 'the rest is given back');
SELECT pg_temp.opened('bas', 'biz', 10000) AS two \gset
SELECT pg_temp.tried(:two, 'void') \g /dev/null
SELECT is(pg_temp.used('bas'), '3001 3001', 'voided');
SELECT pg_temp.age(pg_temp.opened('bas', 'biz', 10000)), pd.job_reservations(5) \g /dev/null
SELECT is(pg_temp.used('bas'), '3001 3001', 'expired');
SELECT pg_temp.lifted('account', pg_temp.acc('bas'), 'payment.transfer'), pg_temp.lifted('account', pg_temp.acc('bas')) \g /dev/null

-- Of a product: each of its accounts; an account's own stands in its place.
SELECT is(pg_temp.limited('product', 'basic', p_currency => 'EUR', p_daily => '100.00'), 'done', 'of a product');
DELETE FROM pd.limit_usage;
SELECT is(pg_temp.paid('100.00'), 'done', 'all of it');
SELECT is(pg_temp.paid('0.01'), 'PD019 from', 'no more');
SELECT is(pg_temp.paid('10.00', p_from => 'cur'), 'done', 'another product');
SELECT is(pg_temp.limited('account', pg_temp.acc('bas'), p_daily => '150.00'), 'done', 'one of its own');
SELECT is(pg_temp.paid('50.00'), 'done', 'replaces it');
SELECT is(pg_temp.paid('0.01'), 'PD019 from', 'up to that');
SELECT pg_temp.lifted('product', 'basic', p_currency => 'EUR'), pg_temp.lifted('account', pg_temp.acc('bas')) \g /dev/null

-- Of a role: each of its people, what passes through his hands.
SELECT is(pg_temp.limited('role', 'teller', 'payment.transfer', 'EUR', '40.00', '60.00'), 'done', 'of a role');
SELECT is(pg_temp.paid('40.01'), 'PD019 amount', 'too much at once');
SELECT is(pg_temp.paid('40.00', p_from => 'cur'), 'done', 'at once, without the fee');
SELECT is(pg_temp.paid('20.01'), 'PD019 amount', 'too much in a day');
SELECT is(pg_temp.paid('40.00', 'tl_tom'), 'done', 'a colleague has his own');
SELECT is(pg_temp.paid('90.00', 'tl_vera'), 'done', 'another role has none');
SELECT is(pg_temp.drawn('10.00'), 'done', 'another operation has none');
SELECT pg_temp.lifted('role', 'teller', 'payment.transfer', 'EUR') \g /dev/null

SELECT throws_ok('UPDATE pd.limit_event SET reason = reason', 'PD029', NULL, 'the history is not changed');
SELECT is(pg_temp.bad(), '', 'the books prove');
SELECT is(pg_temp.unreserved(), '', 'and the limits');
SELECT finish();
ROLLBACK;
