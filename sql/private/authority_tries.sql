-- SPDX-License-Identifier: Apache-2.0
--
-- Failures are counted in a sequence of the person's own, because setval() is not undone by a rollback: a
-- client that wraps its guesses in BEGIN … ROLLBACK is counted all the same. The value holds the second
-- of the last failure times 64 plus the number of failures. Ten failures lock for 30 minutes (PCI DSS
-- 8.3.4), counted from the tenth.

CREATE OR REPLACE FUNCTION pd.tries(p_staff int, p_act text) RETURNS int
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_sequence regclass := format('pd.tries_%s', p_staff)::regclass;
    v_now bigint := extract(epoch FROM clock_timestamp())::bigint;
    v_value bigint := coalesce(pg_sequence_last_value(v_sequence), 0);
    v_failures int := v_value & 63;
BEGIN
    IF v_failures >= 10 AND v_now - (v_value >> 6) >= 1800 THEN
        v_failures := 0;
    END IF;
    IF p_act = 'charge' THEN
        v_failures := least(v_failures + 1, 63);
        PERFORM setval(v_sequence, (v_now << 6) | v_failures);
    ELSIF p_act = 'clear' THEN
        v_failures := 0;
        PERFORM setval(v_sequence, v_now << 6);
    END IF;
    RETURN v_failures;
END $$;
COMMENT ON FUNCTION pd.tries(int, text) IS
    'Failures of a person now; p_act: look, charge (one more) or clear. Not undone by a rollback.';
