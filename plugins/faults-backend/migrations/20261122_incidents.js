// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('incidents', table => {
    table.comment('Findings under one root cause each, with a life');
    table.increments('id').primary();
    table
      .integer('revision')
      .notNullable()
      .comment('Counts the changes: a write names the one it is based on');
    table.text('cluster').notNullable();
    table.text('environment');
    table
      .text('cause_key')
      .notNullable()
      .comment('Names the cause: the fault and the object');
    table.string('fault', 100).notNullable();
    table.string('detector', 100).notNullable();
    table.text('title').notNullable().comment('The fault in a few words');
    table.text('namespace');
    table.string('phase', 16).notNullable();
    table.string('severity', 2).notNullable();
    table.text('assignee').comment('Entity reference');
    table
      .bigInteger('opened_at')
      .notNullable()
      .comment('This and the other times: milliseconds since 1970');
    table.bigInteger('acknowledged_at');
    table.bigInteger('resolved_at');
    table
      .boolean('cause_stands')
      .notNullable()
      .comment('Ended by hand while its cause was there, and it still is');
    table.integer('reopened').notNullable();
    table.bigInteger('muted_until');
    table.integer('merged_into');
    table.text('record').notNullable().comment('All of it, as JSON');
    table.index(['cluster', 'resolved_at'], 'incidents_by_cluster');
    table.index(['opened_at', 'id'], 'incidents_by_time');
    table.index(['resolved_at'], 'incidents_by_end');
    table.index(['merged_into'], 'incidents_by_merge');
  });
  await knex.raw(
    'create unique index incidents_open_cause on incidents (cause_key) where resolved_at is null',
  );

  await knex.schema.createTable('incident_entities', table => {
    table.comment('Which entities suffered from an incident');
    table
      .integer('incident_id')
      .unsigned()
      .notNullable()
      .references('id')
      .inTable('incidents')
      .onDelete('CASCADE');
    table.string('entity_ref', 255).notNullable();
    table.primary(['entity_ref', 'incident_id']);
    table.index(['incident_id'], 'incident_entities_by_incident');
  });

  await knex.schema.createTable('incident_entries', table => {
    table.comment('The history of incidents, only ever added to');
    table.increments('id').primary();
    table
      .integer('incident_id')
      .unsigned()
      .notNullable()
      .references('id')
      .inTable('incidents')
      .onDelete('CASCADE');
    table.bigInteger('at').notNullable();
    table.string('kind', 32).notNullable();
    table.text('message').notNullable();
    table.text('actor').comment('Entity reference of whoever did it');
    table.index(['incident_id', 'id'], 'incident_entries_by_incident');
  });

  await knex.schema.createTable('mutes', table => {
    table.comment('Causes that open no incidents until a time');
    table.increments('id').primary();
    table.string('fault', 100).notNullable();
    table.text('cluster').notNullable();
    table.text('namespace').comment('This, kind and name: empty for all');
    table.text('kind');
    table.text('name');
    table.text('reason').notNullable();
    table.text('created_by').notNullable().comment('Entity reference');
    table.bigInteger('created_at').notNullable();
    table
      .bigInteger('until')
      .notNullable()
      .comment('Brought forward when somebody ends it before its time');
    table.text('ended_by').comment('Entity reference of who did');
    table.index(['until'], 'mutes_by_end');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('mutes');
  await knex.schema.dropTable('incident_entries');
  await knex.schema.dropTable('incident_entities');
  await knex.schema.dropTable('incidents');
};
