-- SPDX-License-Identifier: Apache-2.0
--
-- A preview: the exact entries that these legs would make, with the balances after each, in the accounts' own sense.
-- Reads only, locks nothing; refuses what posting would refuse.  total_minor is what the subject's balance changes by.

CREATE OR REPLACE FUNCTION pd.plan_show(p_ledger smallint, p_legs pd.leg[], p_subject text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pd.post_judge(p_ledger, p_legs);
    RETURN pd.plan_entries(p_ledger, p_legs, p_subject);
END $$;
COMMENT ON FUNCTION pd.plan_show(smallint, pd.leg[], text) IS
    'Preview of legs: entries, fee, total; refuses as pd.post would. p_subject: field of the account that the form asks for.';
