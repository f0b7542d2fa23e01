"""People's judgement of quotations: confirm, correct, reject, read again, sample."""
