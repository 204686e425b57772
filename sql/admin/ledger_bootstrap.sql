-- SPDX-License-Identifier: Apache-2.0
--
-- Makes a branch, or gives one its name, day and currency, by the host's superuser.

CREATE OR REPLACE FUNCTION admin.ledger_bootstrap(
    p_ledger smallint, p_code text, p_name text, p_business_date date, p_base_currency smallint)
RETURNS jsonb
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_ledger IS NULL OR p_ledger < 1 THEN
        PERFORM pd.refuse('PD001', 'A branch has a number from 1.', 'ledger');
    END IF;
    IF p_code IS NULL OR p_code !~ '^[A-Z0-9]{1,12}$' THEN
        PERFORM pd.refuse('PD001', 'A branch''s code has 1 to 12 characters: A–Z and 0–9.', 'code');
    END IF;
    IF p_name IS NULL OR length(p_name) NOT BETWEEN 1 AND 70 THEN
        PERFORM pd.refuse('PD001', 'A branch''s name has 1 to 70 characters.', 'name');
    END IF;
    IF p_business_date IS NULL THEN
        PERFORM pd.refuse('PD001', 'A branch has a business date.', 'business_date');
    END IF;
    PERFORM FROM pd.currency c WHERE c.number = p_base_currency;
    IF NOT FOUND THEN
        PERFORM pd.refuse('PD001', 'There is no currency of this number.', 'base_currency');
    END IF;
    PERFORM FROM pd.ledger l WHERE l.code = p_code AND l.id <> p_ledger;
    IF FOUND THEN
        PERFORM pd.refuse('PD027', 'Another branch has this code.', 'code');
    END IF;
    INSERT INTO pd.ledger AS l (id, code, name, business_date, base_currency)
    VALUES (p_ledger, p_code, p_name, p_business_date, p_base_currency)
    ON CONFLICT (id) DO UPDATE
       SET code = excluded.code, name = excluded.name, business_date = excluded.business_date,
           base_currency = excluded.base_currency;
    PERFORM pd.event_write(NULL, p_ledger, 'admin.ledger_bootstrap', p_ledger::text, NULL, 'done');
    RETURN jsonb_build_object('ledger', p_ledger, 'code', p_code);
END $$;
COMMENT ON FUNCTION admin.ledger_bootstrap(smallint, text, text, date, smallint) IS
    'Superuser: makes or renames a branch. PD001, PD027.';
