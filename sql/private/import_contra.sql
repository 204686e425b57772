-- SPDX-License-Identifier: Apache-2.0
--
-- Where the other leg of an old bank's transaction belongs.

CREATE OR REPLACE FUNCTION pd.import_contra(p_operation text, p_purpose text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
               WHEN p_purpose = 'statement_fee' THEN '4010'
               WHEN p_purpose = 'overdraft_interest' THEN '4060'
               WHEN p_operation = 'interest' THEN '5070'
               WHEN p_operation IN ('cash_deposit', 'cash_withdrawal') THEN '1090'
               ELSE '1100'
           END
$$;
COMMENT ON FUNCTION pd.import_contra(text, text) IS
    'GL code of the contra account: fee income, overdraft interest, interest paid, cash of history, or the settlement bank.';
