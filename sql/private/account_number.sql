-- SPDX-License-Identifier: Apache-2.0
--
-- An account number from its first eight digits: two check digits by ISO 7064 MOD 97-10, so that the number leaves 1
-- when divided by 97.  They find every single slip and every swap of neighbours.

CREATE OR REPLACE FUNCTION pd.account_number(p_base bigint) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT p_base || lpad((98 - p_base * 100 % 97)::text, 2, '0')
$$;
COMMENT ON FUNCTION pd.account_number(bigint) IS 'Account number of its first eight digits.';
