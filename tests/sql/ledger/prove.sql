-- SPDX-License-Identifier: Apache-2.0
--
-- The proof finds every kind of damage.  Damage is done with triggers off, as somebody with the disk in his hands would.
BEGIN;
\ir bank.psql
SELECT plan(22);

SELECT pg_temp.post(pg_temp.leg('cur', -100), pg_temp.leg('bas', 100)) \g /dev/null
SELECT cmp_ok((SELECT count(*) FROM pd.prove()), '>=', 20::bigint, 'every check');
SELECT is(pg_temp.bad(), '', 'all good');

-- What the proof says after some damage, which is then undone.
CREATE FUNCTION pg_temp.after_damage(p_sql text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_found text;
BEGIN
    BEGIN
        SET LOCAL session_replication_role = replica;
        EXECUTE p_sql;
        v_found := pg_temp.bad();
        RAISE EXCEPTION 'undo' USING ERRCODE = 'ZZ999';
    EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
        RETURN v_found;
    END;
END $$;
SELECT is(pg_temp.after_damage($$UPDATE pd.balance SET posted = posted + 1 WHERE account = pg_temp.acc_id('cur')$$),
          'balances equal their entries: 1; currencies sum to zero: 1', 'a changed balance');
SELECT is(pg_temp.after_damage($$UPDATE pd.balance SET version = version + 1 WHERE account = pg_temp.acc_id('jpy')$$),
          'balances equal their entries: 1', 'a changed version');
SELECT is(pg_temp.after_damage($$UPDATE pd.entry SET amount = -90 WHERE amount = -100$$),
          'running balances chain: 1; balances equal their entries: 1; journals sum to zero per currency: 1', 'a changed amount');
SELECT is(pg_temp.after_damage($$UPDATE pd.entry SET balance = 5 WHERE amount = -100$$), 'running balances chain: 1', 'a changed running balance');
SELECT is(pg_temp.after_damage($$UPDATE pd.entry SET currency = 840 WHERE amount = -100$$),
          'entries stand on an account of their currency: 1; journals sum to zero per currency: 2', 'a changed currency');
SELECT is(pg_temp.after_damage($$DELETE FROM pd.entry WHERE amount = -100$$),
          'balances equal their entries: 1; journals sum to zero per currency: 1; journals and entries name each other: 1', 'a lost entry');
SELECT is(pg_temp.after_damage($$UPDATE pd.entry SET seq = 7 WHERE amount = -100$$),
          'entry numbers are as they should be: 1; journals and entries name each other: 2', 'a renumbered entry');
SELECT is(pg_temp.after_damage($$UPDATE pd.entry SET booked = '1999-01-01' WHERE amount = -100$$),
          'booking dates of customers go forward: 1; journals and entries name each other: 2', 'a changed date');
SELECT is(pg_temp.after_damage($$DELETE FROM pd.journal WHERE operation = 'test.post'$$), 'journals and entries name each other: 2', 'a lost journal');
SELECT is(pg_temp.after_damage($$DELETE FROM pd.balance WHERE account = pg_temp.acc_id('nil')$$), 'accounts and balances belong together: 1', 'a lost balance');
SELECT is(pg_temp.after_damage($$UPDATE pd.account SET status = 'closed', closed = opened WHERE id = pg_temp.acc_id('nil')$$),
          'accounts and balances belong together: 1', 'closed on one side only');
SELECT is(pg_temp.after_damage($$UPDATE pd.balance SET flags = flags | 8 WHERE account = pg_temp.acc_id('cur')$$),
          'accounts and balances belong together: 1; closed accounts are at zero: 1', 'closed with money');
SELECT is(pg_temp.after_damage($$DELETE FROM pd.request WHERE operation = 'admin.opening_float'$$), 'requests and journals name each other: 1', 'a lost request');
SELECT is(pg_temp.after_damage($$UPDATE pd.journal SET request = gen_random_uuid() WHERE id = (SELECT min(id) FROM pd.journal WHERE operation = 'admin.opening_balance')$$),
          'requests and journals name each other: 2', 'another request');
SELECT is(pg_temp.after_damage($$INSERT INTO pd.period_close SELECT 1, business_date, 'epoch', 1, 'x', gen_random_uuid() FROM pd.ledger$$),
          'nothing went into a closed period: ' || (SELECT count(*) FROM pd.journal), 'a closed period with postings in it');
SELECT is(pg_temp.after_damage($$INSERT INTO pd.journal_link SELECT 1, max(id), 'reversal', min(id) FROM pd.journal$$), 'reversals mirror what they reverse: 1', 'a reversal of something else');

-- It names what is wrong.
CREATE FUNCTION pg_temp.example(p_sql text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_found text;
BEGIN
    BEGIN
        SET LOCAL session_replication_role = replica;
        EXECUTE p_sql;
        PERFORM pd.job_prove(1);
        SELECT min(example) INTO v_found FROM pd.proof WHERE bad <> 0;
        v_found := v_found || CASE WHEN EXISTS (SELECT FROM pd.event WHERE operation = 'ledger.prove' AND outcome = 'failed') THEN '' ELSE ' unsaid' END;
        RAISE EXCEPTION 'undo' USING ERRCODE = 'ZZ999';
    EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
        RETURN v_found;
    END;
END $$;
SELECT is(pg_temp.example($$UPDATE pd.balance SET posted = posted + 1 WHERE account = pg_temp.acc_id('jpy')$$),
          format('account %s: 100001 kept, its entries sum to 100000', pg_temp.acc('jpy')), 'the account and both figures');
SELECT is(pg_temp.example($$UPDATE pd.entry SET balance = 5 WHERE amount = -100$$), format('account %s, entry 2', pg_temp.acc('cur')), 'the entry');
SELECT is(pd.job_prove(1), 0, 'the nightly proof is done at once');
SELECT is(pg_temp.ask('tl_vera', 'SELECT count(*) FILTER (WHERE bad = 0) = count(*) AND count(*) > 20 FROM api.report_proof()'), 'true', 'and can be read');
SELECT finish();
ROLLBACK;
