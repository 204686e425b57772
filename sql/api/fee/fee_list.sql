-- SPDX-License-Identifier: Apache-2.0
--
-- The tariff, a page at a time: by operation, currency, product (any last), band and day.  Without history only what is in
-- force or planned.  Operation fee.list.

CREATE OR REPLACE FUNCTION api.fee_list(
    p_operation text DEFAULT NULL, p_history boolean DEFAULT NULL, p_after integer DEFAULT NULL, p_limit integer DEFAULT NULL)
RETURNS TABLE (
    fee integer, operation text, product text, currency text, from_minor bigint, to_minor bigint, rule text,
    valid_from date, valid_to date)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('fee.list');
    v_limit integer := pd.page_limit(p_limit, 50);
    v_after pd.fee;
    v_date date;
BEGIN
    IF p_operation IS NOT NULL THEN
        PERFORM pd.fee_operation_check(p_operation, 'operation');
    END IF;
    IF p_after IS NOT NULL THEN
        SELECT f.* INTO v_after FROM pd.fee f WHERE f.id = p_after;
        IF NOT FOUND THEN
            PERFORM pd.refuse('PD001', 'Give the number of a row of the page before.', 'after');
        END IF;
    END IF;
    SELECT l.business_date INTO STRICT v_date FROM pd.ledger l WHERE l.id = v_staff.ledger;
    RETURN QUERY
    SELECT f.id, f.operation, coalesce(f.product, 'any'), c.code, f.from_minor, f.to_minor, pd.fee_rule_text(f), f.valid_from, f.valid_to
      FROM pd.fee f
      JOIN pd.currency c ON c.number = f.currency
     WHERE (p_operation IS NULL OR f.operation = p_operation)
       AND (coalesce(p_history, false) OR coalesce(f.valid_to >= greatest(v_date, f.valid_from), true))
       AND (p_after IS NULL
            OR (f.operation, f.currency, f.product IS NULL, coalesce(f.product, ''), f.from_minor, f.valid_from, f.id)
             > (v_after.operation, v_after.currency, v_after.product IS NULL, coalesce(v_after.product, ''), v_after.from_minor,
                v_after.valid_from, v_after.id))
     ORDER BY f.operation, f.currency, f.product IS NULL, coalesce(f.product, ''), f.from_minor, f.valid_from, f.id
     LIMIT v_limit;
END $$;
COMMENT ON FUNCTION api.fee_list(text, boolean, integer, integer) IS 'The tariff after a row, at most 200. PD001.';
