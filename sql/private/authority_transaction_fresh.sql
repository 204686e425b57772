-- SPDX-License-Identifier: Apache-2.0
--
-- A transaction that began long ago has a frozen now() and, under REPEATABLE READ, frozen rights: a
-- disabled person could go on working in an old snapshot. So every call refuses an old transaction.

CREATE OR REPLACE FUNCTION pd.transaction_fresh() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF clock_timestamp() - transaction_timestamp() > interval '30 s' THEN
        PERFORM pd.refuse('PD005', 'This transaction has been open for more than 30 seconds.',
                          NULL, 'Begin a new one and ask again.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.transaction_fresh() IS 'PD005 when the transaction is older than 30 seconds.';
