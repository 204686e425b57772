-- SPDX-License-Identifier: Apache-2.0
--
-- Refuses what is resolved already: PD030 posted, PD031 voided or released, PD032 expired.

CREATE OR REPLACE FUNCTION pd.pending_open_check(p_what text, p_state text, p_field text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_state IN ('posted', 'partly posted', 'captured') THEN
        PERFORM pd.refuse('PD030', format('%s was posted already.', p_what), p_field);
    ELSIF p_state IN ('voided', 'released') THEN
        PERFORM pd.refuse('PD031', format('%s was %s already.', p_what, p_state), p_field);
    ELSIF p_state = 'expired' THEN
        PERFORM pd.refuse('PD032', format('%s has expired.', p_what), p_field);
    END IF;
END $$;
COMMENT ON FUNCTION pd.pending_open_check(text, text, text) IS 'PD030, PD031, PD032 for a reservation that is resolved.';
