-- SPDX-License-Identifier: Apache-2.0
--
-- Belt and braces behind the posting functions: whatever inserts entries, each journal must sum to zero per currency, in
-- the one statement that inserts them, and no entry is of nothing; so each has two legs at least.  (A deferred constraint would cost more and would not
-- survive a distributed database.)

CREATE OR REPLACE FUNCTION pd.entry_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_journal bigint;
BEGIN
    -- The usual statement: one journal, one currency; ledgers share one sequence of ids.  Each aggregate costs as much as
    -- adding up ten rows, so there are few of them, and a grouped sum costs twice as much.
    PERFORM
       FROM added a
     HAVING sum(a.amount) = 0 AND bool_and(a.amount <> 0)
        AND min(a.journal * 1024 + a.currency) = max(a.journal * 1024 + a.currency);
    IF FOUND THEN
        RETURN NULL;
    END IF;
    SELECT a.journal INTO v_journal
      FROM added a
     GROUP BY a.ledger, a.journal, a.currency
    HAVING sum(a.amount) <> 0 OR bool_or(a.amount = 0)
     LIMIT 1;
    IF FOUND THEN
        PERFORM pd.refuse('PD028', format('Journal %s is not in balance.', v_journal));
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION pd.entry_guard() IS 'Statement trigger on pd.entry: PD028 unless every journal sums to zero per currency.';
