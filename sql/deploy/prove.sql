-- SPDX-License-Identifier: Apache-2.0
--
-- The books, proved from their entries; a row for each thing that is wrong.

SELECT * FROM pd.prove()
