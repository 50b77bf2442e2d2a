-- The key ring, for several nodes. Each key is sealed by the operator's certificate, which isn't in here.
create table keys (
    name          text    not null primary key,
    xml           text    not null
);
