-- Every order that is told asks for the refunds that name it, those that have found their order too.

create index refunds_naming on refunds (organization_id, source, order_external_id) where order_external_id is not null;

drop index refunds_waiting;
