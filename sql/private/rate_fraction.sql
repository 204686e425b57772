-- SPDX-License-Identifier: Apache-2.0
--
-- A price as an exact fraction: minor units of the branch's currency per minor unit of the foreign one, as numerator and
-- denominator.  Figure x 10^-8 units of base per `per` units of foreign; 10^exponent minor units make a unit.

CREATE OR REPLACE FUNCTION pd.rate_fraction(p_figure bigint, p_per integer, p_exponent smallint, p_base_exponent smallint)
RETURNS numeric[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    c_ten CONSTANT bigint[] := '{1,10,100,1000,10000}';
BEGIN
    RETURN ARRAY[p_figure::numeric * c_ten[p_base_exponent + 1], 100000000::numeric * p_per * c_ten[p_exponent + 1]];
END $$;
COMMENT ON FUNCTION pd.rate_fraction(bigint, integer, smallint, smallint) IS
    'Base minor units per foreign minor unit: {numerator, denominator}.';
