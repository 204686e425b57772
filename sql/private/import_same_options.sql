-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.import_same_options(p_import pd.import, p_currency text, p_prefix text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_currency IS NOT NULL AND pd.currency_number(p_currency, 'currency') <> p_import.currency THEN
        PERFORM pd.refuse('PD027', format('Import %s of these files was begun in another currency.', p_import.id),
                          'currency', 'Leave the option out.');
    END IF;
    IF p_prefix <> p_import.prefix THEN
        PERFORM pd.refuse('PD027', format('Import %s of these files was begun with the prefix "%s".', p_import.id,
                                          p_import.prefix), 'prefix', 'Leave the option out.');
    END IF;
END $$;
COMMENT ON FUNCTION pd.import_same_options(pd.import, text, text) IS
    'PD027 unless the options, where given, are those the import was begun with.';
