-- Articles whose address carries another one now are found by that address, in case they return to it. They are few.

CREATE INDEX articles_replaced ON articles (url) WHERE instr(gone_reason, 'replaced') > 0;
