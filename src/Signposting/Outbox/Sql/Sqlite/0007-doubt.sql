-- 1 once an attempt has ended without anybody knowing whether the letter arrived: the line broke after the last byte, or the courier was
-- killed. Whoever may have it is told when it is withdrawn, however the later attempts ended.
alter table letters add column maybe_out integer not null default 0;
