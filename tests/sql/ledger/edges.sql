-- SPDX-License-Identifier: Apache-2.0
--
-- What a try accepts is what the judge lets pass, for journals of every shape; and currencies of 0, 3 and 4 decimals.
BEGIN;
\ir bank.psql
SELECT plan(17);

SELECT pd.internal_account(1::smallint, '4010', 978::smallint) AS fees, pd.internal_account(1::smallint, '2150', 840::smallint) AS taxusd \gset
CREATE FUNCTION pg_temp.judged(VARIADIC p_legs pd.leg[]) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pd.post_judge(1::smallint, p_legs);
    RETURN 'done';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;

-- 1,500 random journals of 2 to 6 legs on accounts in every state.  Posting is undone each time.
CREATE FUNCTION pg_temp.disagree(p_tries integer, p_accounts bigint[]) RETURNS TABLE (what text, times bigint) LANGUAGE plpgsql AS $$
DECLARE
    v_legs pd.leg[];
    v_judged text;
    v_posted text;
    v_before text;
    v_seen jsonb := '{}';
BEGIN
    PERFORM setseed(0.42);
    FOR i IN 1 .. p_tries LOOP
        SELECT array_agg(ROW(p_accounts[1 + floor(random() * cardinality(p_accounts))::integer],
                             (ARRAY[1, -1, 1, -1, 40, -40, 5000, -5000, 999999999999999, -1000000000000001, 0])[1 + floor(random() * CASE WHEN random() < 0.9 THEN 8 ELSE 11 END)::integer],
                             'principal', n::text)::pd.leg)
          INTO v_legs
          FROM generate_series(1, 2 + floor(random() * 5)::integer) n;
        IF random() < 0.8 THEN
            -- Balanced, if all is one currency.
            v_legs[1].amount := v_legs[1].amount - (SELECT sum(l.amount) FROM unnest(v_legs) l);
        END IF;
        v_judged := pg_temp.judged(VARIADIC v_legs);
        SELECT string_agg(b.account || ':' || b.version || ':' || b.posted, ' ' ORDER BY b.account) INTO v_before FROM pd.balance b;
        BEGIN
            IF (pd.post_legs(1::smallint, 'test.post', NULL, NULL, pg_temp.today(), pg_temp.today(), NULL, v_legs)).journal IS NULL THEN
                v_posted := 'doubt';
                IF v_before <> (SELECT string_agg(b.account || ':' || b.version || ':' || b.posted, ' ' ORDER BY b.account) FROM pd.balance b) THEN
                    v_posted := 'changed';
                END IF;
                IF pg_temp.refused(VARIADIC v_legs) NOT LIKE v_judged || '%' THEN
                    v_posted := 'refused otherwise';
                END IF;
            ELSE
                v_posted := 'done';
            END IF;
            RAISE EXCEPTION 'undo' USING ERRCODE = 'ZZ999';
        EXCEPTION WHEN SQLSTATE 'ZZ999' THEN NULL;
        END;
        IF (v_judged = 'done') <> (v_posted = 'done') OR v_posted IN ('changed', 'refused otherwise') THEN
            what := format('%s/%s %s', v_judged, v_posted, v_legs);
            times := 1;
            RETURN NEXT;
        END IF;
        v_seen := v_seen || jsonb_build_object(v_judged, coalesce((v_seen ->> v_judged)::integer, 0) + 1);
    END LOOP;
    RETURN QUERY SELECT 'seen ' || k.key, (k.value #>> '{}')::bigint FROM jsonb_each(v_seen) k;
END $$;
UPDATE pd.balance SET flags = 1 | 2 WHERE account = pg_temp.acc_id('jpy');
UPDATE pd.balance SET flags = 1 | 4, overdraft = 50 WHERE account = pg_temp.acc_id('biz');
UPDATE pd.balance SET posted = -3000 WHERE account = pg_temp.acc_id('drawer');
UPDATE pd.balance SET posted = -20, pending = 5 WHERE account = pg_temp.acc_id('nil');
CREATE TEMP TABLE seen AS SELECT * FROM pg_temp.disagree(1500, ARRAY[pg_temp.acc_id('cur'), pg_temp.acc_id('cur'), pg_temp.acc_id('bas'), pg_temp.acc_id('bas'),
    pg_temp.acc_id('biz'), pg_temp.acc_id('nil'), pg_temp.acc_id('usd'), pg_temp.acc_id('suspusd'), pg_temp.acc_id('jpy'), pg_temp.acc_id('susp'), pg_temp.acc_id('drawer'),
    :fees, :fees, :taxusd, -7]);
SELECT is((SELECT string_agg(what, '; ') FROM seen WHERE what NOT LIKE 'seen %'), NULL, 'try and judge agree');
SELECT cmp_ok((SELECT times FROM seen WHERE what = 'seen ' || code), '>=', 5::bigint, 'cases of ' || code)
  FROM unnest(ARRAY['done', 'PD001', 'PD012', 'PD014', 'PD015', 'PD017', 'PD018', 'PD028']) code;

-- Decimals.
SELECT pg_temp.open_account('yen', :'ada', 'basic', 'JPY', 500), pg_temp.open_account('yen2', :'ada', 'basic', 'JPY', 0),
       pg_temp.open_account('kwd', :'ada', 'basic', 'KWD', 12345), pg_temp.open_account('kwd2', :'ada', 'basic', 'KWD', 0),
       pg_temp.open_account('clf', :'ada', 'basic', 'CLF', 123456), pg_temp.open_account('clf2', :'ada', 'basic', 'CLF', 0) \g /dev/null
CREATE FUNCTION pg_temp.pay(p_from text, p_to text, p_amount text) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.ask('tl_tina', format('SELECT concat_ws('' '', t ->> ''amount_minor'', t ->> ''balance_minor'', t ->> ''currency'') FROM api.payment_transfer(%L, %L, %L, %L) t', gen_random_uuid(), pg_temp.acc(p_from), pg_temp.acc(p_to), p_amount))
$$;
SELECT is(pg_temp.pay('yen', 'yen2', '499'), '499 1 JPY', 'no decimals');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.payment_transfer(%L, %L, %L, %L)', gen_random_uuid(), pg_temp.acc('yen'), pg_temp.acc('yen2'), '0.5')), 'PD001 amount', 'and no more');
SELECT is(pg_temp.pay('kwd', 'kwd2', '12.344'), '12344 1 KWD', 'three decimals');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.payment_transfer(%L, %L, %L, %L)', gen_random_uuid(), pg_temp.acc('kwd'), pg_temp.acc('kwd2'), '0.0005')), 'PD001 amount', 'and no more');
SELECT is(pg_temp.pay('clf', 'clf2', '12.3455'), '123455 1 CLF', 'four decimals');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.payment_transfer(%L, %L, %L, %L)', gen_random_uuid(), pg_temp.acc('clf'), pg_temp.acc('clf2'), '0.00005')), 'PD001 amount', 'and no more');

-- A thousand legs in three currencies, and one more.
SELECT is(pg_temp.refused(VARIADIC (SELECT array_agg(pg_temp.leg(CASE n % 6 WHEN 0 THEN 'bas' WHEN 1 THEN 'susp' WHEN 2 THEN 'usd' WHEN 3 THEN 'suspusd' WHEN 4 THEN 'yen2' ELSE 'yen' END,
          CASE WHEN n % 2 = 0 THEN -1 ELSE 1 END) ORDER BY n) FROM generate_series(0, 995) n) || pg_temp.leg('bas', -1) || pg_temp.leg('susp', 1) || pg_temp.leg('bas', -1) || pg_temp.leg('susp', 1)), 'done', 'a thousand legs');
SELECT is(pg_temp.refused(VARIADIC (SELECT array_agg(pg_temp.leg(CASE n % 2 WHEN 0 THEN 'bas' ELSE 'susp' END, CASE WHEN n % 2 = 0 THEN -1 ELSE 1 END)) FROM generate_series(1, 1002) n)), 'PD028', 'too many legs');
SELECT finish();
ROLLBACK;
