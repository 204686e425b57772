#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads report.trial_balance as JSON and says whether debits equal credits in every currency."""
import collections
import json
import sys

answer = json.load(sys.stdin)
rows = answer if isinstance(answer, list) else next(value for value in answer.values() if isinstance(value, list))
debit, credit = collections.Counter(), collections.Counter()
for row in rows:
    debit[row["currency"]] += int(row["debit_minor"] or 0)
    credit[row["currency"]] += int(row["credit_minor"] or 0)
different = sorted(c for c in debit.keys() | credit.keys() if debit[c] != credit[c])
if different or not any(debit.values()):
    print("debits and credits differ in " + ", ".join(different) if different else "nothing was posted")
    sys.exit(1)
print("Trial balance: zero in %s (debits equal credits)." % ", ".join(sorted(debit)))
