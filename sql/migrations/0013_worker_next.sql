-- SPDX-License-Identifier: Apache-2.0
--
-- The worker is told which job comes next before it runs it: the old function, which did both, goes.

DROP FUNCTION IF EXISTS admin.worker_run(text, timestamptz);
