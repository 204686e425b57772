-- SPDX-License-Identifier: Apache-2.0
--
-- The short way of payment.transfer against the ordinary one: with random tariffs, accounts in every state and amounts of
-- every size, what the short way posts is to the last entry what the ordinary way posts, and what it leaves it has not
-- touched.
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(10);

CREATE FUNCTION pg_temp.state() RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(':', b.account, b.version, b.posted), ' ' ORDER BY b.account) FROM pd.balance b
$$;
-- The newest journal: its entries and what else is kept of it.
CREATE FUNCTION pg_temp.newest() RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' | ', j.operation, j.request, j.staff, j.business_date, j.value_date, j.text,
                     string_agg(concat_ws(':', e.account, e.seq - CASE WHEN e.balance IS NULL THEN j.id * 1024 ELSE 0 END, e.amount, e.balance, e.what, e.currency, e.booked), ' ' ORDER BY k.place))
      FROM (SELECT n.* FROM pd.journal n ORDER BY n.id DESC LIMIT 1) j
     CROSS JOIN unnest(j.entry_account, j.entry_seq) WITH ORDINALITY AS k(account, seq, place)
      JOIN pd.entry e ON e.ledger = j.ledger AND e.account = k.account AND e.seq = k.seq
     GROUP BY j.operation, j.request, j.staff, j.business_date, j.value_date, j.text
$$;
CREATE FUNCTION pg_temp.call() RETURNS pd.call LANGUAGE sql AS $$
    SELECT ROW(s.id, 1::smallint, pg_temp.today(), 'payment.transfer', gen_random_uuid(), '\x00', NULL)::pd.call FROM pd.staff s WHERE s.name = 'tl_tina'
$$;
-- What one of the two ways does, undone afterwards: answer, journal, balances.  The short way's NULL is 'left'.
CREATE FUNCTION pg_temp.way(p_is_plain boolean, p_call pd.call, p_from text, p_to text, p_amount text, p_text text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_before text := pg_temp.state();
    v_answer jsonb;
    v_what text;
BEGIN
    BEGIN
        IF p_is_plain THEN
            v_answer := pd.payment_transfer_plain(p_call, p_from, p_to, p_amount, p_text, NULL);
        ELSE
            v_answer := pd.plan_post(p_call, pd.plan_payment_transfer(1::smallint, p_from, p_to, p_amount), pd.text_clean(p_text, 'text', 140), 'from', NULL);
            v_answer := pd.call_end(p_call, v_answer, v_answer ->> 'receipt');
        END IF;
        IF v_answer IS NULL THEN
            v_what := CASE WHEN v_before = pg_temp.state() THEN 'left' ELSE 'left changed' END;
        ELSE
            v_what := concat_ws(' || ', v_answer - '{receipt,posted_at}'::text[], pg_temp.newest(), pg_temp.state());
        END IF;
        RAISE EXCEPTION 'undo' USING ERRCODE = 'ZZ999';
    EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
        RETURN v_what;
    WHEN SQLSTATE 'PD000' THEN
        RETURN 'refused ' || SQLSTATE;
    END;
END $$;
CREATE FUNCTION pg_temp.tariff() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM pd.fee;
    INSERT INTO pd.fee (operation, product, currency, from_minor, to_minor, fixed_minor, basis_points, minimum_minor, maximum_minor, tax_basis_points, valid_from, valid_to)
    SELECT 'payment.transfer', (ARRAY['current', 'basic', NULL])[1 + floor(random() * 3)::int], (ARRAY[978, 978, 840])[1 + floor(random() * 3)::int], f.low,
           CASE WHEN random() < 0.5 THEN f.low + 1 + floor(random() * 3000)::bigint END, floor(random() * 3)::bigint * 25, floor(random() * 200)::int,
           f.low_fee, CASE WHEN random() < 0.5 THEN f.low_fee + floor(random() * 100)::bigint END, (ARRAY[0, 1900, 2000, 333])[1 + floor(random() * 4)::int],
           pg_temp.today() - floor(random() * 3)::int + 1, CASE WHEN random() < 0.3 THEN pg_temp.today() + floor(random() * 3)::int END
      FROM (SELECT (floor(random() * 3) * 1000)::bigint AS low, floor(random() * 40)::bigint AS low_fee FROM generate_series(1, floor(random() * 5)::int)) f
    ON CONFLICT DO NOTHING;
END $$;
-- Mostly customers of one currency.
CREATE FUNCTION pg_temp.someone() RETURNS text LANGUAGE sql AS $$
    SELECT a.number FROM acc_name a ORDER BY random() * CASE WHEN a.name IN ('cur', 'bas', 'biz', 'nil') THEN 1 ELSE 9 END LIMIT 1
$$;
CREATE FUNCTION pg_temp.compare(p_tries integer) RETURNS TABLE (what text, times bigint) LANGUAGE plpgsql AS $$
DECLARE
    v_call pd.call;
    v_args text[];
    v_plain text;
    v_ordinary text;
    v_left bigint := 0;
    v_posted bigint := 0;
    v_refused bigint := 0;
BEGIN
    PERFORM setseed(0.3);
    FOR i IN 1 .. p_tries LOOP
        IF i % 10 = 1 THEN
            PERFORM pg_temp.tariff();
        END IF;
        v_call := pg_temp.call();
        v_args := ARRAY[pg_temp.someone(), pg_temp.someone(),
                        CASE floor(random() * 12)::int WHEN 0 THEN '0' WHEN 1 THEN '1.005' WHEN 2 THEN '99999999' WHEN 3 THEN '5 USD' WHEN 4 THEN '5.00 EUR' WHEN 5 THEN ' 5'
                             ELSE round((random() * 60)::numeric, 2)::text END,
                        (ARRAY['Miete', ' Größe ', '', NULL, E'a\tb', repeat('x', 141)])[1 + floor(random() * CASE WHEN random() < 0.8 THEN 4 ELSE 6 END)::int]];
        IF random() < 0.1 THEN
            v_args[1] := overlay(v_args[1] PLACING ' ' FROM 4 FOR 0);
        END IF;
        v_plain := pg_temp.way(true, v_call, v_args[1], v_args[2], v_args[3], v_args[4]);
        v_ordinary := pg_temp.way(false, v_call, v_args[1], v_args[2], v_args[3], v_args[4]);
        IF v_plain = 'left' THEN
            v_left := v_left + (v_ordinary NOT LIKE 'refused%')::int;
            v_refused := v_refused + (v_ordinary LIKE 'refused%')::int;
        ELSIF v_plain = v_ordinary THEN
            v_posted := v_posted + 1;
        ELSE
            what := format('%s: %s <> %s', v_args, v_plain, v_ordinary);
            times := 1;
            RETURN NEXT;
        END IF;
    END LOOP;
    RETURN QUERY VALUES ('posted', v_posted), ('refused', v_refused), ('left to the ordinary way', v_left);
END $$;
ALTER TABLE pd.fee DISABLE TRIGGER fee_guard;
UPDATE pd.balance SET flags = 1 | 2 WHERE account = pg_temp.acc_id('usd');
UPDATE pd.balance SET overdraft = 700, held = 100 WHERE account = pg_temp.acc_id('biz');
UPDATE pd.balance SET posted = 900 WHERE account = pg_temp.acc_id('nil');
SELECT pg_temp.open_account('usd2', :'probe', 'basic', 'USD', 5000), pg_temp.open_account('usd3', :'probe', 'basic', 'USD', 5000) \g /dev/null
SELECT pd.internal_account(1::smallint, g, c::smallint) FROM unnest(ARRAY['2150', '4010']) g, unnest(ARRAY[978, 840]) c \g /dev/null
CREATE TEMP TABLE seen AS SELECT * FROM pg_temp.compare(600);
SELECT is((SELECT string_agg(what, '; ') FROM seen WHERE what NOT IN ('posted', 'refused', 'left to the ordinary way')), NULL, 'the two ways agree');
SELECT cmp_ok((SELECT times FROM seen WHERE what = 'posted'), '>=', 100::bigint, 'the short way posts');
SELECT cmp_ok((SELECT times FROM seen WHERE what = 'refused'), '>=', 100::bigint, 'the ordinary way refuses what it leaves');
SELECT cmp_ok((SELECT times FROM seen WHERE what = 'left to the ordinary way'), '<=', 20::bigint, 'and has little else to do');

-- A limit, an account without the bank's own accounts, a limited account: the ordinary way.
CREATE FUNCTION pg_temp.plain(p_from text, p_to text) RETURNS boolean LANGUAGE sql AS $$
    SELECT pg_temp.way(true, pg_temp.call(), pg_temp.acc(p_from), pg_temp.acc(p_to), '1', NULL) NOT LIKE 'left%'
$$;
DELETE FROM pd.fee;
SELECT ok(pg_temp.plain('cur', 'bas'), 'free: plain');
INSERT INTO pd.fee (operation, product, currency, fixed_minor, basis_points, tax_basis_points) VALUES ('payment.transfer', NULL, 840, 5, 0, 0), ('payment.transfer', NULL, 990, 5, 0, 0);
SELECT ok(pg_temp.plain('usd2', 'usd3'), 'a fee without tax: plain');
UPDATE pd.balance SET flags = flags | 64 WHERE account = pg_temp.acc_id('usd2');
SELECT ok(NOT pg_temp.plain('usd2', 'usd3'), 'not from an account with a limit');
SELECT ok(pg_temp.plain('usd3', 'usd2'), 'but to one');
SELECT pg_temp.open_account('clf', :'probe', 'basic', 'CLF', 500), pg_temp.open_account('clf2', :'probe', 'basic', 'CLF', 0) \g /dev/null
SELECT ok(NOT pg_temp.plain('clf', 'clf2'), 'not while nobody has made the account for the fee');
INSERT INTO pd.limit (ledger, scope, subject, currency, operation, single) VALUES (1, 'role', 'teller', 978, '', 1000000);
SELECT ok(NOT pg_temp.plain('cur', 'bas'), 'not where a role has a limit');
SELECT finish();
ROLLBACK;
