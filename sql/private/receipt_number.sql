-- SPDX-License-Identifier: Apache-2.0
--
-- The number of a receipt: "<ledger>-<journal, at least 8 digits>".  In PL/pgSQL, whose plans are kept: an SQL function
-- with a pinned search_path is planned anew at every call.

CREATE OR REPLACE FUNCTION pd.receipt_number(p_ledger smallint, p_journal bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN p_ledger || '-' || lpad(p_journal::text, greatest(8, length(p_journal::text)), '0');
END $$;
COMMENT ON FUNCTION pd.receipt_number(smallint, bigint) IS 'Receipt number of a journal.';
