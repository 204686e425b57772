-- SPDX-License-Identifier: Apache-2.0
--
-- The live sessions and whose they are: not ended, idle for at most 15 minutes, opened at most 10 hours ago, not voided by
-- a disable, a reset or a password change.  The credential that counts is the newest of the person's generation, as in
-- pd.credential_current.  Who reads this must still ask for the token's hash and the database login.

CREATE OR REPLACE VIEW pd.session_live AS
SELECT s.token_hash, s.login, s.last_seen,
       f.id, f.name, f.full_name, f.role, f.ledger, f.active, f.generation, f.not_before, f.created_at, f.created_by,
       c.must_change OR c.totp_sealed IS NULL AS is_limited
  FROM pd.session s
  JOIN pd.staff f ON f.id = s.staff
 CROSS JOIN LATERAL (
       SELECT n.id, n.must_change, n.totp_sealed, n.kept_session
         FROM pd.credential n
        WHERE n.staff = f.id AND n.generation = f.generation
        ORDER BY n.id DESC
        LIMIT 1) c
 WHERE s.ended IS NULL
   AND s.last_seen > clock_timestamp() - pd.session_idle()
   AND s.opened > clock_timestamp() - interval '10 h'
   AND f.active
   AND s.opened >= f.not_before
   AND (c.id = s.credential OR c.kept_session = s.token_hash);
COMMENT ON VIEW pd.session_live IS 'Sessions that are alive, with their people; is_limited: the sign-in is not finished.';
