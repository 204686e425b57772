-- SPDX-License-Identifier: Apache-2.0
--
-- What was charged must be explained by the tariff of its day, so a row of pd.fee is ended or withdrawn and never
-- changed otherwise.

CREATE OR REPLACE FUNCTION pd.fee_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'valid_to' <> to_jsonb(OLD) - 'valid_to' THEN
        PERFORM pd.refuse('PD029', 'A fee is never changed or removed; a new one takes its place.', NULL, 'fee.set');
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION pd.fee_guard() IS 'Refuses everything but the ending of a row of pd.fee: PD029.';
