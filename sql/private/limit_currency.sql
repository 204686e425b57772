-- SPDX-License-Identifier: Apache-2.0
--
-- The currency of a limit: the account's own where none is named.  PD001 none or no such currency, PD015 not the account's.

CREATE OR REPLACE FUNCTION pd.limit_currency(p_ledger smallint, p_scope text, p_subject text, p_code text) RETURNS smallint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_own smallint;
    v_number smallint;
BEGIN
    IF p_scope = 'account' THEN
        SELECT a.currency INTO STRICT v_own FROM pd.account a WHERE a.ledger = p_ledger AND a.id = p_subject::bigint;
        IF p_code IS NULL THEN
            RETURN v_own;
        END IF;
    END IF;
    v_number := pd.currency_number(p_code, 'currency');
    IF v_own <> v_number THEN
        PERFORM pd.refuse('PD015', 'The account is kept in another currency.', 'currency');
    END IF;
    RETURN v_number;
END $$;
COMMENT ON FUNCTION pd.limit_currency(smallint, text, text, text) IS 'Currency of a limit. PD001, PD015 on currency.';
