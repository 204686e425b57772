-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.run_answer(p_run pd.run) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN jsonb_build_object('day', p_run.day, 'done', p_run.done, 'total', greatest(p_run.total, p_run.done),
                              'finished', p_run.state = 'done', 'posted', p_run.posted, 'doubtful', p_run.doubtful);
END $$;
COMMENT ON FUNCTION pd.run_answer(pd.run) IS 'How far a run is, as its operations answer.';
