-- SPDX-License-Identifier: Apache-2.0
--
-- Proves the books: every figure that is kept is computed again from what it was made of.  One row per check; bad is the
-- number of rows that differ and must be zero, example names one of them.  Reads everything, locks nothing; one snapshot
-- sees it all, so people may go on working.

CREATE OR REPLACE FUNCTION pd.prove() RETURNS TABLE (check_name text, bad bigint, example text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT p.check_name, p.bad, p.example FROM pd.prove_entries() p;
    RETURN QUERY SELECT p.check_name, p.bad, p.example FROM pd.prove_balances() p;
    RETURN QUERY SELECT p.check_name, p.bad, p.example FROM pd.prove_journals() p;
    RETURN QUERY SELECT p.check_name, p.bad, p.example FROM pd.prove_requests() p;
    RETURN QUERY SELECT p.check_name, p.bad, p.example FROM pd.prove_reservations() p;
    RETURN QUERY SELECT p.check_name, p.bad, p.example FROM pd.prove_bulk() p;
    RETURN QUERY SELECT p.check_name, p.bad, p.example FROM pd.prove_interest() p;
    RETURN QUERY SELECT p.check_name, p.bad, p.example FROM pd.prove_exchange() p;
END $$;
COMMENT ON FUNCTION pd.prove() IS
    'Every check of the books with the number of rows that differ and one of them: all must be zero.';
