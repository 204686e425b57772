-- SPDX-License-Identifier: Apache-2.0
--
-- What the newest proof of the books found, check by check.  Operation report.proof.

CREATE OR REPLACE FUNCTION api.report_proof()
RETURNS TABLE (at timestamptz, check_name text, bad bigint, example text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('report.proof');
BEGIN
    RETURN QUERY
    SELECT p.at, p.check_name, p.bad, p.example
      FROM pd.proof p
     WHERE p.at = (SELECT max(n.at) FROM pd.proof n)
     ORDER BY p.bad = 0, p.check_name;
END $$;
COMMENT ON FUNCTION api.report_proof() IS 'The newest proof of the books, what is wrong first.';
