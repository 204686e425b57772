-- SPDX-License-Identifier: Apache-2.0
--
-- receipt.view and receipt.copy.
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(20);

SELECT pg_temp.ask('tl_tina', format('SELECT api.payment_transfer(%L, %L, %L, %L, %L) ->> %L', gen_random_uuid(), pg_temp.acc('cur'), pg_temp.acc('biz'), '25.00', 'Rent', 'receipt')) AS receipt \gset
SELECT pg_temp.ask('tl_sam', format('SELECT api.receipt_view(%L)', :'receipt')) AS body \gset
SELECT is(:'body'::jsonb - '{posted_at,business_date,value_date,entries,ledger_code,ledger_name}'::text[],
          format('{"receipt": "%s", "operation": "payment.transfer", "teller": "tl_tina", "teller_name": "Person tl_tina", "text": "Rent", "partner": null, "links": null,
                   "copies": 0, "account": "%s", "amount_minor": 2500, "fee_minor": 60, "currency": "EUR"}', :'receipt', pg_temp.acc('cur'))::jsonb, 'the head');
SELECT is(:'body'::jsonb -> 'entries', format('[
    {"account": "%s", "name": "A*** E***", "what": "principal", "debit_minor": 2500, "credit_minor": null, "currency": "EUR"},
    {"account": "%s", "name": "P*** G***", "what": "principal", "debit_minor": null, "credit_minor": 2500, "currency": "EUR"},
    {"account": "%s", "name": "A*** E***", "what": "fee", "debit_minor": 60, "credit_minor": null, "currency": "EUR"},
    {"account": "GL-4010-EUR", "name": "Fee income", "what": "fee", "debit_minor": null, "credit_minor": 50, "currency": "EUR"},
    {"account": "GL-2150-EUR", "name": "Tax on fees", "what": "tax", "debit_minor": null, "credit_minor": 10, "currency": "EUR"}]',
    pg_temp.acc('cur'), pg_temp.acc('biz'), pg_temp.acc('cur'))::jsonb, 'the lines, names masked, no balances');
SELECT ok((:'body'::jsonb ->> 'business_date')::date = pg_temp.today() AND (:'body'::jsonb ->> 'posted_at')::timestamptz > now()
          AND :'body'::jsonb ->> 'ledger_name' = (SELECT name FROM pd.ledger WHERE id = 1), 'dates and branch');
SELECT pg_temp.ask('tl_tina', format('SELECT api.cash_deposit(%L, %L, %L) ->> %L', gen_random_uuid(), pg_temp.acc('cur'), '5', 'receipt')) AS cash \gset
SELECT is(pg_temp.ask('tl_sam', format('SELECT api.receipt_view(%L) ->> %L', :'cash', 'account')), pg_temp.acc('cur'), 'a cash receipt is of the customer''s account');
SELECT is(pg_temp.ask('tl_vera', format('SELECT api.receipt_view(%L) ->> %L', pd.receipt_number(1::smallint, (SELECT min(id) FROM pd.journal)), 'teller')), NULL, 'no teller stands on the host''s own postings');

SELECT is(pg_temp.told('tl_sam', format('SELECT api.receipt_view(%L)', v.receipt)), v.expected, format('receipt %s', v.receipt))
  FROM (VALUES ('1-99999999', 'PD012 receipt'), ('2-00000001', 'PD012 receipt'), ('99999-00000001', 'PD012 receipt'), ('1-1', 'PD001 receipt'), ('', 'PD001 receipt'),
               (NULL, 'PD001 receipt'), ('1-999999999999999999', 'PD012 receipt'), ('1-9999999999999999999', 'PD001 receipt'), (repeat('1', 1000000), 'PD001 receipt')) AS v(receipt, expected);

-- Copies are numbered; the same request is the same copy.
SELECT gen_random_uuid() AS req1 \gset
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.receipt_copy(%L, %L) ->> %L', :'req1', :'receipt', 'copy')), '1', 'first copy');
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.receipt_copy(%L, %L) ->> %L', :'req1', :'receipt', 'copy')), '1', 'the same request');
SELECT is(pg_temp.ask('tl_vera', format('SELECT api.receipt_copy(%L, %L) - %L::text[]', gen_random_uuid(), :'receipt', '{request,replayed}'))::jsonb,
          :'body'::jsonb || '{"copies": 2, "copy": 2}', 'second copy, otherwise the same receipt');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.receipt_copy(%L, %L)', gen_random_uuid(), '1-99999999')), 'PD012 receipt', 'a copy of none');
SELECT is((SELECT string_agg(object, ' ') FROM pd.event WHERE operation = 'receipt.copy' AND outcome = 'done'), :'receipt' || ' ' || :'receipt', 'an event each');
SELECT throws_ok('DELETE FROM pd.receipt_copy', 'PD029', NULL, 'copies are not forgotten');
SELECT finish();
ROLLBACK;
