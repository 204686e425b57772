-- SPDX-License-Identifier: Apache-2.0
--
-- What the calls of an import tell the program.

CREATE OR REPLACE FUNCTION pd.import_figures(p_import bigint, p_status text)
RETURNS TABLE (
    status text, import bigint, runner integer, seen text, prefix text, currency text, customers bigint, accounts bigint,
    holders bigint, standing_orders bigint, transactions bigint, posted bigint, mismatches bigint, elapsed_ms bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(p_status, i.state), i.id, i.runner, i.runner_seen::text, coalesce(i.prefix, ''), c.code, i.customers,
           i.accounts, i.holders, i.standing_orders, i.transactions, i.posted, i.mismatches, i.elapsed_ms
      FROM pd.import i
      JOIN pd.currency c ON c.number = i.currency
     WHERE i.id = p_import
$$;
COMMENT ON FUNCTION pd.import_figures(bigint, text) IS
    'One row about an import; status = its state where none is given.';
