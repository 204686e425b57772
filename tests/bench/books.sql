-- SPDX-License-Identifier: Apache-2.0
--
-- Fills a fresh database for the bench: :accounts accounts of one currency and a history of :entries entries.
--
-- Set-wise and without triggers, but what is written is what the posting engine would have written: every figure is
-- consistent, and pd.prove() holds.  What is made up:
--   * a customer has ten accounts, nobody paid money in: the accounts live on an overdraft of 1,000,000.00;
--   * in round r of the history every account pays the same amount to the account s places further on, so each has one
--     debit and one credit per round, whichever comes first, and stands at zero after it;
--   * the history has no request ids and no staff, as if it had been moved in from another bank.
\set ON_ERROR_STOP on
SET session_replication_role = replica;
SET maintenance_work_mem = '512MB';
SET synchronous_commit = off;
BEGIN;

INSERT INTO pd.customer (ledger, id, number, kind, since)
SELECT 1, c, pd.customer_number(1000000 + c), 'person', current_date
  FROM generate_series(1, greatest(:accounts / 10, 1)) c;
INSERT INTO pd.customer_personal (ledger, customer, given_name, family_name, search_name, search_full)
SELECT 1, c, 'Given' || c, 'Family' || c, format('family%s given%s', c, c), format('given%s family%s', c, c)
  FROM generate_series(1, greatest(:accounts / 10, 1)) c;
INSERT INTO pd.account (ledger, id, number, kind, gl, currency, side, customer, product, name, opened)
SELECT 1, a, pd.account_number(10000000 + a), 'customer', '2010', 978, 1, (a + 9) / 10, 'current', 'Current account', current_date
  FROM generate_series(1, :accounts) a;
INSERT INTO pd.holder (ledger, account, customer, role)
SELECT 1, a, (a + 9) / 10, 'owner' FROM generate_series(1, :accounts) a;
SELECT setval('pd.customer_id', greatest(:accounts / 10, 1)), setval('pd.customer_number', 1000000 + greatest(:accounts / 10, 1)),
       setval('pd.account_id', :accounts), setval('pd.account_number', 10000000 + :accounts);

-- Journal j (from 0) is place i of round r: account i + 1 pays account (i + s) % n + 1.
CREATE TEMP VIEW history AS
SELECT j + 1 AS id, r, i + 1 AS debit, (i + s) % n + 1 AS credit, 100 + r % 50 AS amount, i >= s AS is_debit_last, i + s >= n AS is_credit_last,
       current_date - ((:entries / 2 - 1) / n - r)::integer AS booked
  FROM (SELECT j, j / n AS r, j % n AS i, n, 1 + j / n * 7919 % (n - 1) AS s
          FROM (SELECT j, :accounts::bigint AS n FROM generate_series(0, :entries::bigint / 2 - 1) j) numbered) placed;

-- An index is made faster, and as well, once the rows are there.
CREATE TEMP TABLE keys AS
SELECT c.conrelid::regclass AS relation, c.conname AS name, pg_get_constraintdef(c.oid) AS definition
  FROM pg_constraint c
 WHERE c.contype = 'p' AND c.conrelid IN ('pd.entry'::regclass, 'pd.journal'::regclass);
DO $$
DECLARE
    v_key record;
BEGIN
    FOR v_key IN SELECT k.relation, k.name FROM keys k LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', v_key.relation, v_key.name);
    END LOOP;
END $$;

INSERT INTO pd.journal (id, created_at, business_date, value_date, ledger, operation, entry_account, entry_seq, text)
SELECT h.id, now(), h.booked, h.booked, 1, 'import.transfer', ARRAY[h.debit, h.credit],
       ARRAY[2 * h.r + 1 + h.is_debit_last::integer, 2 * h.r + 1 + h.is_credit_last::integer], 'History'
  FROM history h
 ORDER BY h.id;
INSERT INTO pd.entry (ledger, currency, booked, account, seq, journal, amount, balance, what)
SELECT 1, 978, h.booked, e.account, e.seq, h.id, e.amount, e.balance, 'principal'
  FROM history h
 CROSS JOIN LATERAL (VALUES
       (h.debit, 2 * h.r + 1 + h.is_debit_last::integer, -h.amount, CASE WHEN h.is_debit_last THEN 0 ELSE -h.amount END),
       (h.credit, 2 * h.r + 1 + h.is_credit_last::integer, h.amount, CASE WHEN h.is_credit_last THEN 0 ELSE h.amount END))
       AS e(account, seq, amount, balance);
SELECT setval('pd.journal_id', greatest(:entries / 2, 1));

DO $$
DECLARE
    v_key record;
BEGIN
    FOR v_key IN SELECT k.relation, k.name, k.definition FROM keys k LOOP
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s', v_key.relation, v_key.name, v_key.definition);
    END LOOP;
END $$;

INSERT INTO pd.balance (ledger, account, currency, side, flags, overdraft, version, posted)
SELECT 1, a, 978, 1, 1, 100000000, coalesce(s.entries, 0), coalesce(s.posted, 0)
  FROM generate_series(1, :accounts) a
  LEFT JOIN (SELECT e.account, count(*) AS entries, sum(e.amount)::bigint AS posted
               FROM pd.entry e
              GROUP BY e.account) s ON s.account = a;
COMMIT;

SET session_replication_role = DEFAULT;
DROP VIEW history;
DROP TABLE keys;
SELECT pd.internal_account(1::smallint, gl, 978::smallint)
  FROM unnest(ARRAY['2100', '2150', '4010']) gl;

-- Bulk traffic, made in the server so that what is measured is the posting: :size payments in one call.
CREATE SCHEMA bench;
CREATE FUNCTION bench.bulk(p_size integer, p_accounts integer) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_now text := lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0');
    v_journal integer[];
    v_account bigint[];
    v_amount bigint[];
    v_request uuid[];
    v_refused bigint;
BEGIN
    SELECT array_agg(n) || array_agg(n), array_agg(debit) || array_agg(1 + (debit + step) % p_accounts),
           array_agg(-amount) || array_agg(amount),
           array_agg((v_now || '7' || lpad(to_hex(n % 4096), 3, '0') || '8' || lpad(to_hex(noise), 15, '0'))::uuid)
      INTO v_journal, v_account, v_amount, v_request
      FROM (SELECT n, 1 + floor(random() * p_accounts)::bigint AS debit, floor(random() * (p_accounts - 1))::bigint AS step,
                   1 + floor(random() * 100)::bigint AS amount, floor(random() * 1e18)::bigint AS noise
              FROM generate_series(1, p_size) n) made;
    SELECT count(*) INTO v_refused
      FROM pd.post_many(1::smallint, 1, v_journal, v_account, v_amount, array_fill('principal'::text, ARRAY[2 * p_size]),
                        array_fill('payment.transfer'::text, ARRAY[p_size]), array_fill(current_date, ARRAY[p_size]),
                        array_fill('Bench'::text, ARRAY[p_size]), v_request) m
     WHERE m.code IS NOT NULL OR m.replayed;
    IF v_refused > 0 THEN
        RAISE EXCEPTION '% of % payments were not posted', v_refused, p_size;
    END IF;
END $$;

VACUUM (ANALYZE, FREEZE);
