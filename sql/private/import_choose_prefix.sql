-- SPDX-License-Identifier: Apache-2.0
--
-- Settles the prefix of the account numbers: the one asked for, else none when all numbers are free, else
-- "<import>-".

CREATE OR REPLACE FUNCTION pd.import_choose_prefix(p_import pd.import) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_prefix text := coalesce(p_import.prefix, '');
    v_taken text := pd.import_taken_number(p_import.id, p_import.ledger, v_prefix);
    v_long text;
BEGIN
    IF v_taken IS NOT NULL AND p_import.prefix IS NULL THEN
        v_prefix := p_import.id || '-';
        v_taken := pd.import_taken_number(p_import.id, p_import.ledger, v_prefix);
    END IF;
    IF v_taken IS NOT NULL THEN
        PERFORM pd.refuse('PD027', format('The account number %s is taken.', v_taken), 'prefix', 'Give another prefix.');
    END IF;
    SELECT v_prefix || a.number INTO v_long
      FROM pd.import_account a
     WHERE a.import = p_import.id
       AND (length(v_prefix || a.number) > 34 OR v_prefix || a.number ~ '^(GL|DRAWER)-')
     LIMIT 1;
    IF v_long IS NOT NULL THEN
        PERFORM pd.refuse('PD001', format('With the prefix an account would have the number %s, which is longer than 34 '
                                          'characters or reserved.', v_long), 'prefix', 'Give another prefix.');
    END IF;
    RETURN v_prefix;
END $$;
COMMENT ON FUNCTION pd.import_choose_prefix(pd.import) IS
    'The prefix of an import''s account numbers. PD027 taken, PD001 too long.';
