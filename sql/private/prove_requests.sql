-- SPDX-License-Identifier: Apache-2.0
--
-- The requests' part of the proof: what was answered with a receipt has its journal, and the other way round.

CREATE OR REPLACE FUNCTION pd.prove_requests() RETURNS TABLE (check_name text, bad bigint, example text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH posted AS (
        -- The payments of a file share the request that accepted it.
        SELECT DISTINCT j.ledger, j.request FROM pd.journal j WHERE j.request IS NOT NULL AND j.operation <> 'bulk.payment'
    ), answered AS (
        -- An order pays under request ids of its own; the journals of interest belong to its runs (pd.interest_prove).
        SELECT r.ledger, r.id,
               r.answer ->> 'receipt' IS NOT NULL AND r.operation <> 'receipt.copy'
               AND r.operation NOT LIKE 'interest.%' OR r.operation = 'admin.opening_float' AS is_posting
          FROM pd.request r
         WHERE r.outcome = 'done'
        UNION ALL
        SELECT x.ledger, x.request, true FROM pd.order_execution x WHERE x.state = 'paid'
    )
    SELECT 'requests and journals name each other', count(*),
           min(format('request %s', coalesce(p.request, r.id)))
      FROM posted p
      FULL JOIN answered r ON r.ledger = p.ledger AND r.id = p.request
     WHERE r.id IS NULL OR p.request IS NULL AND r.is_posting;
END $$;
COMMENT ON FUNCTION pd.prove_requests() IS 'Checks of pd.prove() about requests.';
