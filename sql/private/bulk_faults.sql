-- SPDX-License-Identifier: Apache-2.0
--
-- What is wrong, at this moment, with good lines from one place to another: the payee's account is not there, closed,
-- blocked, kept in another currency, or the payer's own.  One row per line that cannot be posted; nothing is written.

CREATE OR REPLACE FUNCTION pd.bulk_faults(p_bulk pd.bulk, p_from integer, p_to integer)
RETURNS TABLE (place integer, code text, field text, sentence text, hint text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT f.place, f.code, CASE f.code WHEN 'PD015' THEN 'currency' ELSE 'account' END,
           CASE f.code
               WHEN 'PD012' THEN format('%s is not an account of this bank.', f.given)
               WHEN 'PD001' THEN 'The payee is the payer.'
               WHEN 'PD013' THEN format('Account %s is closed.', f.given)
               WHEN 'PD014' THEN format('Account %s is blocked: no money may come in.', f.given)
               ELSE format('Account %s is kept in %s, the payer''s in %s.', f.given,
                           (SELECT c.code FROM pd.currency c WHERE c.number = f.currency),
                           (SELECT c.code FROM pd.currency c WHERE c.number = p_bulk.currency))
           END,
           CASE f.code
               WHEN 'PD012' THEN 'Correct the number. Payments to other banks cannot stand in a bulk file.'
               WHEN 'PD001' THEN 'Take the line out.'
               WHEN 'PD013' THEN 'Ask the payee for another account.'
               WHEN 'PD014' THEN 'A supervisor can lift a block; then load the file again.'
               ELSE 'Pay it by itself, or ask the payee for an account in this currency.'
           END
      FROM (SELECT l.place, l.given, b.currency,
                   CASE WHEN b.account IS NULL THEN 'PD012'
                        WHEN l.account = p_bulk.payer THEN 'PD001'
                        WHEN b.flags & 8 <> 0 THEN 'PD013'
                        WHEN b.flags & 20 <> 0 THEN 'PD014'
                        WHEN b.currency <> p_bulk.currency THEN 'PD015'
                   END AS code
              FROM pd.bulk_line l
              LEFT JOIN pd.balance b ON b.ledger = l.ledger AND b.account = l.account
             WHERE l.ledger = p_bulk.ledger AND l.bulk = p_bulk.id AND l.place BETWEEN p_from AND p_to AND l.state = 'good') f
     WHERE f.code IS NOT NULL;
END $$;
COMMENT ON FUNCTION pd.bulk_faults(pd.bulk, integer, integer) IS 'Good lines of a bulk that cannot be posted now, and why.';
