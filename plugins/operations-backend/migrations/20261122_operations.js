// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('operations', table => {
    table.comment('Changes that somebody asked for, and what became of them');
    table.string('id', 64).primary();
    table
      .integer('revision')
      .notNullable()
      .comment('Counts the transitions: a write names the one it is based on');
    table.string('operation', 255).notNullable().comment('The id of the verb');
    table
      .text('target_key')
      .notNullable()
      .comment('Cluster, namespace, kind and name');
    table.text('cluster').notNullable();
    table.text('environment');
    table.text('entity_ref').comment('The entity that it was asked for at');
    table.string('phase', 32).notNullable();
    table
      .boolean('holds_target')
      .notNullable()
      .comment('Whether no other operation may touch the target now');
    table.string('actor_type', 16).notNullable();
    table.text('actor').notNullable().comment('Entity reference or subject');
    table.text('idempotency_key');
    table.string('parent', 64).comment('The operation that it is a part of');
    table
      .bigInteger('requested_at')
      .notNullable()
      .comment('This and the other times: milliseconds since 1970');
    table.bigInteger('started_at');
    table.text('record').notNullable().comment('All of it, as JSON');
    table.string('claimed_by', 64).comment('The process that works on it');
    table.bigInteger('claimed_at');
    table.bigInteger('claim_expires_at');
    table
      .bigInteger('claim_fencing')
      .notNullable()
      .defaultTo(0)
      .comment('Grows with every new holder: an old one can be told by it');
    table.index(['requested_at', 'id'], 'operations_by_time');
    table.index(['entity_ref', 'requested_at'], 'operations_by_entity');
    table.index(['cluster', 'started_at'], 'operations_by_cluster');
    table.index(['phase', 'requested_at'], 'operations_by_phase');
    table.index(['parent'], 'operations_by_parent');
  });
  await knex.raw(
    'create unique index operations_target_held on operations (target_key) where holds_target',
  );
  await knex.raw(
    'create unique index operations_idempotency_key on operations (actor_type, actor, idempotency_key) where idempotency_key is not null',
  );

  await knex.schema.createTable('audit_rows', table => {
    table.comment(
      'The audit trail: one row a transition, chained by hashes, never changed',
    );
    table
      .bigInteger('sequence')
      .primary()
      .comment('Counts from 1 without a gap');
    table
      .string('at', 32)
      .notNullable()
      .comment("ISO 8601 in UTC, by the database's clock");
    table.string('operation_id', 64).notNullable();
    table.string('event', 128).notNullable();
    table.text('actor').notNullable().comment('Canonical JSON');
    table.text('facts').notNullable().comment('Canonical JSON');
    table
      .string('hash', 64)
      .notNullable()
      .comment('SHA-256 of the canonical JSON of the rest of the row');
    table.string('previous_hash', 64).notNullable();
    table.index(['operation_id', 'sequence'], 'audit_rows_by_operation');
  });
  await knex.schema.createTable('audit_head', table => {
    table.comment(
      'One row: where the audit trail ends. Every transition locks it first',
    );
    table.integer('id').primary();
    table.bigInteger('sequence').notNullable();
    table.string('hash', 64).notNullable();
  });
  await knex('audit_head').insert({
    id: 1,
    sequence: 0,
    hash: '0'.repeat(64),
  });
  await knex.schema.createTable('audit_anchors', table => {
    table.comment('What the hash of some rows was, as told to other places');
    table.bigInteger('sequence').primary();
    table.string('hash', 64).notNullable();
    table.string('at', 32).notNullable();
    table.string('key_id', 128).comment('Left out where no key is configured');
    table.string('hmac', 64).comment('HMAC-SHA-256 of the rest, in hex');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('audit_anchors');
  await knex.schema.dropTable('audit_head');
  await knex.schema.dropTable('audit_rows');
  await knex.schema.dropTable('operations');
};
