-- SPDX-License-Identifier: Apache-2.0
--
-- Finds the import of these files or makes it, and gives it to this run.
--
-- One run at a time has an import.  No lock can be held between two calls, so a run has it while one of its
-- calls is at work (the row is locked) or has committed within the last two seconds; then the answer is
-- status 'busy', with the time of its last commit, and the caller may ask again.  Until something is loaded
-- the options may still change.  Taking over raises `runner`: whatever the earlier run still sends is
-- refused.
--
-- status: 'busy'; else the state: 'begun' (stage and load), 'loaded' (post and finish), 'finished' (nothing
-- to do).

CREATE OR REPLACE FUNCTION admin.import_begin(p_digest text, p_currency text, p_prefix text, p_unix_user text)
RETURNS TABLE (
    status text, import bigint, runner integer, seen text, prefix text, currency text, customers bigint, accounts bigint,
    holders bigint, standing_orders bigint, transactions bigint, posted bigint, mismatches bigint, elapsed_ms bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    c_ledger CONSTANT smallint := 1;
    v_import pd.import;
    v_currency smallint := pd.currency_number(coalesce(p_currency, 'CZK'), 'currency');
    v_new bigint;
BEGIN
    IF p_digest IS NULL OR p_digest !~ '^[0-9a-f]{64}$' THEN
        PERFORM pd.refuse('PD001', 'A digest has 64 hexadecimal digits.', 'digest');
    END IF;
    IF p_prefix !~ '^[A-Z0-9-]{0,12}$' THEN
        PERFORM pd.refuse('PD001', 'A prefix has up to 12 characters: A-Z, 0-9 and hyphens.', 'prefix');
    END IF;
    INSERT INTO pd.import (ledger, digest, currency, prefix)
    SELECT c_ledger, p_digest, v_currency, p_prefix
     -- Asked first, or each wait of a second run would waste a number.
     WHERE NOT EXISTS (SELECT FROM pd.import i WHERE i.ledger = c_ledger AND i.digest = p_digest)
    ON CONFLICT (ledger, digest) DO NOTHING
    RETURNING id INTO v_new;
    IF v_new IS NOT NULL THEN
        PERFORM pd.event_write(NULL, c_ledger, 'admin.import_begin', v_new::text, NULL, 'done',
                               jsonb_build_object('unix_user', left(p_unix_user, 64), 'digest', p_digest));
    END IF;

    SELECT i.* INTO v_import
      FROM pd.import i
     WHERE i.ledger = c_ledger AND i.digest = p_digest
       FOR NO KEY UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN QUERY SELECT f.* FROM pd.import i, pd.import_figures(i.id, 'busy') f
                      WHERE i.ledger = c_ledger AND i.digest = p_digest;
        RETURN;
    END IF;
    IF v_import.state <> 'begun' THEN
        PERFORM pd.import_same_options(v_import, p_currency, p_prefix);
    END IF;
    IF v_import.state = 'finished' THEN
        RETURN QUERY SELECT f.* FROM pd.import_figures(v_import.id, NULL) f;
    ELSIF v_import.runner_seen > clock_timestamp() - interval '2 seconds' THEN
        RETURN QUERY SELECT f.* FROM pd.import_figures(v_import.id, 'busy') f;
    ELSE
        UPDATE pd.import i
           SET runner = i.runner + 1,
               runner_seen = clock_timestamp(),
               currency = CASE WHEN i.state = 'begun' THEN v_currency ELSE i.currency END,
               prefix = CASE WHEN i.state = 'begun' THEN p_prefix ELSE i.prefix END
         WHERE i.id = v_import.id;
        RETURN QUERY SELECT f.* FROM pd.import_figures(v_import.id, NULL) f;
    END IF;
END $$;
COMMENT ON FUNCTION admin.import_begin(text, text, text, text) IS
    'paydesk_import: gives the import of these files to this run, or says busy or finished. PD001; PD027: other options.';
