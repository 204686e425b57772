-- SPDX-License-Identifier: Apache-2.0
--
-- Failed due dates have a number, by which the list of them is paged.

CREATE SEQUENCE pd.order_failure_number;
ALTER TABLE pd.order_execution ADD failure bigint;
COMMENT ON COLUMN pd.order_execution.failure IS 'Number of the failure, in the order they happened; NULL unless failed.';
DROP INDEX pd.order_execution_failed;
CREATE UNIQUE INDEX order_execution_failed ON pd.order_execution (ledger, failure) WHERE failure IS NOT NULL;
