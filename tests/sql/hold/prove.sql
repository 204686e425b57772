-- SPDX-License-Identifier: Apache-2.0
--
-- pd.prove_reservations finds every kind of damage, and names a row.
BEGIN;
\ir ../ledger/bank.psql
\ir reserved.psql
\ir held.psql
SELECT plan(15);

SELECT pg_temp.opened('cur', 'bas', 100) AS open \gset
SELECT pg_temp.opened('cur', 'bas', 200) AS done \gset
SELECT pg_temp.tried(:done, 'part') \g /dev/null
SELECT pg_temp.placed('tl_vera', 'cur', '10.00', 'card') \g /dev/null
SELECT pg_temp.last() AS hold \gset
SELECT pg_temp.did('tl_vera', 'capture part', :hold) \g /dev/null
SELECT is(pg_temp.unreserved(), '', 'whole');

ALTER TABLE pd.pending_end DISABLE TRIGGER pending_end_append_only;
ALTER TABLE pd.hold_event DISABLE TRIGGER hold_event_append_only;
CREATE FUNCTION pg_temp.damaged(p_sql text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_found text;
BEGIN
    EXECUTE p_sql;
    v_found := (SELECT coalesce(string_agg(p.check_name || ': ' || p.example, '; '), 'nothing') FROM pd.prove_reservations() p WHERE p.bad <> 0);
    -- Undone with the block.
    RAISE EXCEPTION USING ERRCODE = 'ZZ000', MESSAGE = v_found;
EXCEPTION WHEN SQLSTATE 'ZZ000' THEN
    RETURN SQLERRM;
END $$;
CREATE FUNCTION pg_temp.finds(p_sql text, p_wanted text) RETURNS text LANGUAGE sql AS
    $$ SELECT alike(pg_temp.damaged(p_sql), '%' || p_wanted || '%', p_sql) $$;

SELECT pg_temp.finds('UPDATE pd.balance SET pending = pending + 1 WHERE account = pg_temp.acc_id(''cur'')', 'balances know what is reserved: account ' || pg_temp.acc_id('cur'));
SELECT pg_temp.finds('UPDATE pd.balance SET held = 0 WHERE account = pg_temp.acc_id(''cur'')', 'balances know what is reserved');
SELECT pg_temp.finds('UPDATE pd.reserved SET amount = amount + 1 WHERE kind = ''pending''', 'reservations are open pendings and holds: reservation ' || :open);
SELECT pg_temp.finds('UPDATE pd.reserved SET account = account + 1 WHERE kind = ''hold''', 'reservations are open pendings and holds: reservation ' || :hold);
SELECT pg_temp.finds('UPDATE pd.reserved SET next_at = clock_timestamp() WHERE kind = ''pending''', 'reservations are open pendings and holds');
SELECT pg_temp.finds('DELETE FROM pd.reserved WHERE kind = ''pending''', 'open pendings are reserved: pending ' || :open);
SELECT pg_temp.finds('DELETE FROM pd.pending_end', 'open pendings are reserved: pending ' || :done);
SELECT pg_temp.finds(format('INSERT INTO pd.pending_end (ledger, pending, outcome, amount) VALUES (1, %s, ''voided'', 0)', :open), 'reservations are open pendings and holds: reservation ' || :open);
SELECT pg_temp.finds('UPDATE pd.pending_end SET amount = 2', 'pendings post what their journal says: pending ' || :done);
SELECT pg_temp.finds('UPDATE pd.pending_end SET journal = journal + 1', 'pendings post what their journal says');
SELECT pg_temp.finds('UPDATE pd.reserved SET amount = amount - 1 WHERE kind = ''hold''', 'holds add up: hold ' || :hold);
SELECT pg_temp.finds('DELETE FROM pd.hold_event WHERE what = ''capture''', 'holds add up: hold ' || :hold);
SELECT pg_temp.finds('UPDATE pd.hold_event SET journal = journal - 1 WHERE what = ''capture''', 'captures are posted: hold ' || :hold);
SELECT pg_temp.finds('UPDATE pd.balance SET flags = flags | 64 WHERE account = pg_temp.acc_id(''bas'')', 'accounts know that they have a limit: account ' || pg_temp.acc_id('bas'));
SELECT finish();
ROLLBACK;
