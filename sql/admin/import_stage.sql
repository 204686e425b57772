-- SPDX-License-Identifier: Apache-2.0
--
-- Takes a block of rows of one file.  Called many times within the one transaction that import_load ends.

CREATE OR REPLACE FUNCTION admin.import_stage(p_import bigint, p_runner integer, p_file text, p_rows text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pd.import_mine(p_import, p_runner, 'begun');
    CASE p_file
        WHEN 'district' THEN PERFORM pd.import_stage_district(p_import, p_rows);
        WHEN 'client' THEN PERFORM pd.import_stage_client(p_import, p_rows);
        WHEN 'account' THEN PERFORM pd.import_stage_account(p_import, p_rows);
        WHEN 'holder' THEN PERFORM pd.import_stage_holder(p_import, p_rows);
        WHEN 'order' THEN PERFORM pd.import_stage_order(p_import, p_rows);
        WHEN 'transaction' THEN PERFORM pd.import_stage_transaction(p_import, p_rows);
        ELSE PERFORM pd.refuse('PD001', 'There is no file of this name.', 'file');
    END CASE;
END $$;
COMMENT ON FUNCTION admin.import_stage(bigint, integer, text, text) IS
    'paydesk_import: keeps rows of a file (district, client, account, holder, order, transaction). PD012, PD027, PD029.';
