-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION admin.import_verify(p_import bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM pd.import i WHERE i.id = p_import;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD012', 'There is no import of this number.', 'import');
    END IF;
    RETURN pd.import_mismatches(p_import);
END $$;
COMMENT ON FUNCTION admin.import_verify(bigint) IS
    'paydesk_import: how many running balances of an import differ from the old bank''s, at any time. PD012.';
