-- SPDX-License-Identifier: Apache-2.0
--
-- What a reversal, a correction and a waiver post, answer and leave to be seen; and that each is done once per request.
BEGIN;
\ir reverse.psql
SELECT no_plan();

-- "account amount what" of every entry of a receipt.
CREATE FUNCTION pg_temp.entries(p_receipt text) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', coalesce(s.name, a.gl), l.amount, l.what), ', ' ORDER BY l.ordinality)
      FROM pd.journal j, unnest(pd.journal_legs(j, NULL)) WITH ORDINALITY l
      JOIN pd.account a ON a.ledger = 1 AND a.id = l.account LEFT JOIN acc_name s ON s.id = a.id
     WHERE j.ledger = 1 AND j.id = pd.receipt_journal(1::smallint, p_receipt)
$$;
CREATE FUNCTION pg_temp.state() RETURNS text LANGUAGE sql AS $$ SELECT string_agg(b.account || ':' || b.posted || ':' || b.overdraft, ' ' ORDER BY b.account) FROM pd.balance b $$;
CREATE FUNCTION pg_temp.preview(p_sql text) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', coalesce(s.name, a.gl), coalesce(-(e.value ->> 'debit_minor')::bigint, (e.value ->> 'credit_minor')::bigint), e.value ->> 'what'), ', ' ORDER BY e.ordinality)
      FROM jsonb_array_elements(pg_temp.ask('tl_vera', p_sql)::jsonb -> 'entries') WITH ORDINALITY e
      JOIN pd.account a ON a.ledger = 1 AND a.number = e.value ->> 'account' LEFT JOIN acc_name s ON s.id = a.id
$$;

-- Every kind there and back: nothing is left of it.
SELECT pg_temp.make('transfer') \g /dev/null
CREATE FUNCTION pg_temp.there_and_back(p_kind text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_before text := (SELECT string_agg(a.number || ':' || a.posted, ' ' ORDER BY a.id) FROM pd.account_now a);
    v_receipt text := pg_temp.make(p_kind);
    v_shown text := pg_temp.preview(format('SELECT api.payment_reverse_preview(%L, ''Mistake'')', v_receipt));
    v_back text := pg_temp.by_vera('payment_reverse', v_receipt);
BEGIN
    RETURN concat_ws('; ', CASE WHEN (SELECT string_agg(a.number || ':' || a.posted, ' ' ORDER BY a.id) FROM pd.account_now a) <> v_before THEN 'balances changed' END,
                     CASE WHEN pg_temp.entries(v_back) <> v_shown THEN 'not as shown: ' || v_shown END, pg_temp.bad());
END $$;
SELECT is(pg_temp.there_and_back(v.kind), '', v.kind || ' there and back')
  FROM (VALUES ('transfer'), ('free transfer'), ('usd'), ('kwd'), ('deposit'), ('withdrawal')) AS v(kind);
SELECT pg_temp.make('exchange') AS exchange \gset
SELECT is(pg_temp.entries(pg_temp.by_vera('payment_reverse', :'exchange')), 'cur 5000 principal, usd -5400 principal, susp -5000 principal, suspusd 5400 principal', 'two currencies, whole');

-- The answer, and what is seen afterwards.
SELECT pg_temp.make('transfer') AS receipt \gset
SELECT pg_temp.ask('tl_vera', format('SELECT api.payment_reverse_preview(%L, %L)', :'receipt', 'Wrong payee')) AS preview \gset
SELECT is(:'preview'::jsonb - 'entries', '{"fee_minor": 60, "total_minor": 2560, "currency": "EUR", "remark": null}', 'the preview: what comes back');
SELECT gen_random_uuid() AS req1 \gset
SELECT pg_temp.ask('tl_vera', format('SELECT api.payment_reverse(%L, %L, %L)', :'req1', :'receipt', 'Wrong payee')) AS answer \gset
SELECT is(:'answer'::jsonb - '{receipt,posted_at,business_date,request}'::text[],
          format('{"account": "%s", "amount_minor": 2500, "fee_minor": 60, "currency": "EUR", "balance_minor": %s, "reverses": "%s", "forced": false, "replayed": false}',
                 pg_temp.acc('cur'), pg_temp.bal('cur'), :'receipt')::jsonb, 'the answer');
SELECT :'answer'::jsonb ->> 'receipt' AS back \gset
SELECT is(pg_temp.entries(:'back'), 'cur 2500 principal, bas -2500 principal, cur 60 fee, 4010 -50 fee, 2150 -10 tax', 'every entry, fee and tax too');
SELECT is(pg_temp.ask('tl_sam', format('SELECT api.receipt_view(%L) ->> ''links''', :'receipt')), 'reversed by ' || :'back', 'the receipt says so');
SELECT is(pg_temp.ask('tl_sam', format('SELECT string_agg(concat_ws(''|'', relation, receipt, operation, reason), '' '') FROM api.receipt_links(%L)', v.receipt)), v.expected, 'its links')
  FROM (VALUES (:'receipt', 'reversed by|' || :'back' || '|payment.reverse|Wrong payee'), (:'back', 'reverses|' || :'receipt' || '|payment.transfer|Wrong payee')) AS v(receipt, expected);
SELECT is(pg_temp.told('tl_sam', $$SELECT receipt FROM api.receipt_links('1-99999999')$$), 'PD012 receipt', 'links of none');
SELECT is(pg_temp.ask('tl_sam', format('SELECT api.receipt_view(%L) ->> ''links''', :'back')), 'reverses ' || :'receipt', 'and the other');
SELECT is(pg_temp.ask('tl_sam', format('SELECT string_agg(coalesce(links, ''-''), '', '') FROM api.account_statement(%L, NULL, 4)', pg_temp.acc('cur'))),
          format('reverses %1$s, reverses %1$s, reversed by %2$s, reversed by %2$s', :'receipt', :'back'), 'so does the statement');
SELECT is(pg_temp.ask('tl_tina', format('SELECT links FROM api.desk_today() WHERE receipt = %L', :'receipt')), 'reversed by ' || :'back', 'and the list of today');
SELECT is((SELECT reason || ' ' || is_forced FROM pd.journal_link WHERE journal = pd.receipt_journal(1::smallint, :'back')), 'Wrong payee false', 'the reason is kept');
SELECT matches(pg_temp.ask('tl_vera', format('SELECT api.payment_reverse(%L, %L, ''Again'') #>> ''{refused,sentence}''', gen_random_uuid(), :'receipt')), :'back', 'asked again with another request: named');
SELECT is(pg_temp.ask('tl_vera', format('SELECT api.payment_reverse(%L, %L, %L)', :'req1', :'receipt', 'Wrong payee'))::jsonb, :'answer'::jsonb || '{"replayed": true}', 'the same request');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.payment_reverse(%L, %L, %L)', :'req1', :'receipt', 'Another reason')), 'PD002 request', 'the same with another body');
SELECT is((SELECT count(*) FROM pd.journal_link WHERE target = pd.receipt_journal(1::smallint, :'receipt')), 1::bigint, 'one reversal');
SELECT throws_ok(format('SELECT pd.journal_link_add(1::smallint, 999999, ''reversal'', %s, ''x'')', pd.receipt_journal(1::smallint, :'receipt')), '23505', NULL, 'and no way to another');
SELECT throws_ok('DELETE FROM pd.journal_link', 'PD029', NULL, 'links are not forgotten');

-- Cash goes through the drawer that it came from, whoever asks.
SELECT pg_temp.make('deposit') AS receipt \gset
SELECT pg_temp.drawer() AS drawer \gset
SELECT is(pg_temp.ask('tl_vera', format('SELECT api.payment_reverse_preview(%L, ''x'') ->> ''remark''', :'receipt')), 'The customer gets 40.00 EUR back out of DRAWER-tl_tina-EUR.', 'said beforehand');
SELECT is(pg_temp.ask('tl_vera', format('SELECT (api.payment_reverse(%L, %L, ''x'') ->> ''drawer_balance_minor'')::bigint', gen_random_uuid(), :'receipt')), (:drawer - 4000)::text, 'out of the drawer');
SELECT is(pg_temp.drawer(), (:drawer - 4000)::bigint, 'indeed');

-- Forced: the money is spent, the account goes below its floor, nothing else is lent.
SELECT pg_temp.make('deposit') AS receipt \gset
SELECT pg_temp.put('spent', NULL) \g /dev/null
SELECT is(pg_temp.ask('tl_vera', format('SELECT concat_ws('' '', a ->> ''forced'', a ->> ''balance_minor'') FROM api.payment_reverse(%L, %L, ''Fraud'', true) a', gen_random_uuid(), :'receipt')), 'true -2500', 'forced');
SELECT is(pg_temp.bal('nil') || ' ' || (SELECT overdraft FROM pd.balance WHERE account = pg_temp.acc_id('nil')), '-2500 0', 'beyond an overdraft that stays as it was');
SELECT ok((SELECT is_forced FROM pd.journal_link WHERE target = pd.receipt_journal(1::smallint, :'receipt')), 'and it is recorded');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.cash_withdraw(%L, %L, ''0.01'')', gen_random_uuid(), pg_temp.acc('nil'))), 'PD018 account', 'no more goes out');
SELECT is(pg_temp.bad(), '', 'the books prove');
SELECT is(pg_temp.ask('tl_vera', format('SELECT a ->> ''forced'' FROM api.payment_reverse(%L, %L, ''x'', true) a', gen_random_uuid(), pg_temp.make('free transfer'))), 'true', 'forced again');
SELECT is(pg_temp.ask('tl_vera', format('SELECT a ->> ''forced'' FROM api.payment_reverse(%L, %L, ''x'', true) a', gen_random_uuid(), pg_temp.make('transfer'))), 'false', 'not where it was not needed');

-- The value date goes back with it.
SELECT pd.receipt_number(1::smallint, (pd.post(1::smallint, 'payment.transfer', NULL, NULL, pg_temp.today(), pg_temp.today() - 3, NULL,
                                               ARRAY[pg_temp.leg('cur', -100), pg_temp.leg('bas', 100)])).journal) AS receipt \gset
SELECT pg_temp.by_vera('payment_reverse', :'receipt') AS back \gset
SELECT is((SELECT value_date FROM pd.journal WHERE id = pd.receipt_journal(1::smallint, :'back')), pg_temp.today() - 3, 'value date of a reversal');

-- What it used of a limit is given back.
SELECT is(pg_temp.told('tl_vera', format('SELECT api.limit_set(%L, ''account'', %L, ''Agreed'', ''payment.transfer'', p_daily => ''40.00'')', gen_random_uuid(), pg_temp.acc('bas'))), 'done', 'a limit of a day');
SELECT pg_temp.make('free transfer') AS receipt \gset
SELECT is(pg_temp.told('tl_tina', format('SELECT api.payment_transfer(%L, %L, %L, ''25.00'')', gen_random_uuid(), pg_temp.acc('bas'), pg_temp.acc('nil'))), 'PD019 from', 'is used up');
SELECT isnt(pg_temp.by_vera('payment_reverse', :'receipt', '''Mistake'', true'), NULL, 'taken back');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.payment_transfer(%L, %L, %L, ''25.00'')', gen_random_uuid(), pg_temp.acc('bas'), pg_temp.acc('nil'))), 'done', 'and free again after the reversal');

-- Corrections: the difference, again and again, with the sum known.
SELECT pg_temp.make('transfer') AS receipt \gset
UPDATE pd.ledger SET business_date = business_date + 5 WHERE id = 1;
SELECT pg_temp.bal('cur') AS cur, pg_temp.bal('bas') AS bas \gset
SELECT gen_random_uuid() AS req2 \gset
SELECT pg_temp.ask('tl_vera', format('SELECT api.payment_correct(%L, %L, ''30.00'', ''Typed 25'')', :'req2', :'receipt')) AS answer \gset
SELECT is(:'answer'::jsonb - '{receipt,posted_at,business_date,request,balance_minor}'::text[],
          format('{"account": "%s", "amount_minor": 500, "fee_minor": 0, "currency": "EUR", "corrects": "%s", "value_date": "%s", "original_minor": 2500, "corrected_minor": 500, "replayed": false}',
                 pg_temp.acc('cur'), :'receipt', pg_temp.today() - 5)::jsonb, 'the answer of a correction');
SELECT is(pg_temp.entries(:'answer'::jsonb ->> 'receipt'), 'cur -500 principal, bas 500 principal', 'the difference');
SELECT is(pg_temp.ask('tl_vera', format('SELECT api.payment_correct(%L, %L, ''30.00'', ''Typed 25'')', :'req2', :'receipt'))::jsonb, :'answer'::jsonb || '{"replayed": true}', 'the same request');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.payment_correct(%L, %L, ''31.00'', ''Typed 25'')', :'req2', :'receipt')), 'PD002 request', 'with another body');
SELECT is(pg_temp.ask('tl_vera', format('SELECT api.payment_correct_preview(%L, ''0'', ''x'') ->> ''remark''', :'receipt')),
          format('Posted 25.00 EUR, corrected so far by 5.00 EUR. Value date %s.', pg_temp.today() - 5), 'what was corrected so far');
SELECT is(pg_temp.entries(pg_temp.by_vera('payment_correct', :'receipt', '''0'', ''Not at all''')), 'cur 3000 principal, bas -3000 principal', 'to nothing at all');
SELECT is(ARRAY[pg_temp.bal('cur'), pg_temp.bal('bas')], ARRAY[:cur + 2500, :bas - 2500]::bigint[], 'as if it had not been, but for the fee');
SELECT is(pg_temp.ask('tl_vera', format('SELECT api.payment_correct_preview(%L, ''1'', ''x'') ->> ''remark''', :'receipt')),
          format('Posted 25.00 EUR, corrected so far by -25.00 EUR. Value date %s.', pg_temp.today() - 5), 'the sum goes both ways');
SELECT is(pg_temp.entries(pg_temp.by_vera('fee_waive', :'receipt')), 'cur 60 fee, 4010 -50 fee, 2150 -10 tax', 'the fee back');
SELECT matches(pg_temp.ask('tl_sam', format('SELECT api.receipt_view(%L) ->> ''links''', :'receipt')), '^corrected by 1-\d+; corrected by 1-\d+; fee given back by 1-\d+$', 'all of it is seen');
SELECT pg_temp.make('deposit') AS receipt \gset
SELECT is(pg_temp.preview(format('SELECT api.payment_correct_preview(%L, ''30'', ''x'')', :'receipt')), 'susp 1000 principal, nil -1000 principal', 'cash: suspense stands for the drawer');
SELECT matches(pg_temp.ask('tl_vera', format('SELECT api.payment_correct_preview(%L, ''30'', ''x'') ->> ''remark''', :'receipt')), 'The cash is gone: suspense stands for it\.', 'said so');
SELECT gen_random_uuid() AS req3 \gset
SELECT pg_temp.make('transfer') AS receipt \gset
SELECT pg_temp.ask('tl_vera', format('SELECT api.fee_waive(%L, %L, ''Goodwill'')', :'req3', :'receipt')) AS answer \gset
SELECT is(:'answer'::jsonb - '{receipt,posted_at,business_date,request,balance_minor}'::text[],
          format('{"account": "%s", "amount_minor": 60, "fee_minor": 60, "currency": "EUR", "waives": "%s", "replayed": false}', pg_temp.acc('cur'), :'receipt')::jsonb, 'the answer of a waiver');
SELECT is(pg_temp.ask('tl_vera', format('SELECT api.fee_waive(%L, %L, ''Goodwill'')', :'req3', :'receipt'))::jsonb, :'answer'::jsonb || '{"replayed": true}', 'the same request');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.fee_waive(%L, %L, ''Other'')', :'req3', :'receipt')), 'PD002 request', 'with another body');
SELECT is(pg_temp.bad(), '', 'the books prove');
SELECT * FROM finish();
ROLLBACK;
