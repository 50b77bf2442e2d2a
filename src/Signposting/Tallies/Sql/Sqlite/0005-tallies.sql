-- How many, in a quarter: never who, and never two facts of one referral beyond the pair that a printed table needs.
create table tallies (
    quarter       text    not null,               -- 2026-Q4, in Cambridgeshire
    kind          text    not null,               -- which table of the report: need
    line          text    not null,               -- its row: stalking
    part          text    not null,               -- its column: fenland; empty where there is only one
    number        integer not null,
    primary key (quarter, kind, line, part)
) strict;
