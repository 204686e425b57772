-- SPDX-License-Identifier: Apache-2.0
--
-- What api.interest_settle would post.  Blocks and the floor do not stop interest, so they are not judged here either.

CREATE OR REPLACE FUNCTION api.interest_settle_preview(p_account text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_staff pd.staff := pd.caller('interest.settle');
    v_account pd.account_now := pd.account_customer_get(v_staff.ledger, p_account, 'account');
    v_now record;
BEGIN
    PERFORM pd.account_open_check(v_account, 'account');
    SELECT n.credit_minor AS credit, n.tax_minor AS tax, n.debit_minor AS debit INTO v_now
      FROM pd.interest_now(v_account.ledger, v_account.id) n;
    IF coalesce(v_now.credit, 0) = 0 AND coalesce(v_now.debit, 0) = 0 THEN
        PERFORM pd.interest_settle_refuse(v_account);
    END IF;
    RETURN (
    SELECT jsonb_build_object(
               'entries', jsonb_agg(jsonb_build_object(
                   'account', coalesce(n.number, 'GL-' || g.gl || '-' || c.code),
                   'name', coalesce(n.name, h.name),
                   'what', g.what,
                   'debit_minor', CASE WHEN g.amount < 0 THEN -g.amount END,
                   'credit_minor', CASE WHEN g.amount > 0 THEN g.amount END,
                   'balance_after_minor', h.side * (coalesce(n.posted, 0) + g.running),
                   'currency', c.code) ORDER BY g.place),
               'total_minor', abs(v_now.credit - v_now.tax - v_now.debit),
               'currency', min(c.code))
      FROM (SELECT u.gl, u.what, u.amount, u.place, sum(u.amount) OVER (PARTITION BY u.gl ORDER BY u.place) AS running
              FROM (VALUES ('2010', 'interest', v_now.credit, 1), ('5070', 'interest', -v_now.credit, 2),
                           ('2010', 'tax', -v_now.tax, 3), ('2155', 'tax', v_now.tax, 4),
                           ('2010', 'interest', -v_now.debit, 5), ('4060', 'interest', v_now.debit, 6))
                   AS u(gl, what, amount, place)
             WHERE u.amount <> 0) g
      JOIN pd.chart h ON h.gl = g.gl
      JOIN pd.currency c ON c.number = v_account.currency
      LEFT JOIN pd.account_now n ON n.ledger = v_account.ledger
                                AND (g.gl = '2010' AND n.id = v_account.id
                                     OR g.gl <> '2010' AND n.kind = 'internal' AND n.gl = g.gl AND n.currency = v_account.currency));
END $$;
COMMENT ON FUNCTION api.interest_settle_preview(text) IS 'Preview of interest.settle. PD001, PD012, PD013, PD029.';
