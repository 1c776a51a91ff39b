// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('healing_records', table => {
    table.comment('What healing makes of each incident');
    table.integer('incident_id').primary();
    table
      .integer('revision')
      .notNullable()
      .comment('Counts the changes: a write names the one it is based on');
    table.text('cluster').notNullable();
    table.string('policy', 63).comment('That was for the incident last');
    table
      .boolean('is_under_way')
      .notNullable()
      .comment('An attempt has not ended yet');
    table
      .bigInteger('updated_at')
      .notNullable()
      .comment('This and the other times: milliseconds since 1970');
    table.text('record').notNullable().comment('All of it, as JSON');
    table.index(['is_under_way', 'cluster'], 'healing_records_under_way');
    table.index(['updated_at'], 'healing_records_by_time');
  });

  await knex.schema.createTable('healing_attempts', table => {
    table.comment('What was tried, to learn from');
    table
      .integer('incident_id')
      .notNullable()
      .references('incident_id')
      .inTable('healing_records')
      .onDelete('CASCADE');
    table.integer('number').notNullable().comment('From 1 in each incident');
    table.string('policy', 63).notNullable();
    table.string('fault', 100).notNullable();
    table.string('operation', 128).notNullable().comment('The id of the verb');
    table.text('target').notNullable().comment('cluster/namespace/kind/name');
    table.string('outcome', 16).notNullable();
    table.bigInteger('started_at').notNullable();
    table.bigInteger('ended_at');
    table.primary(['incident_id', 'number']);
    table.index(['target', 'started_at'], 'healing_attempts_by_target');
    table.index(['fault', 'started_at'], 'healing_attempts_by_fault');
    table.index(['policy'], 'healing_attempts_by_policy');
  });

  await knex.schema.createTable('healing_switches', table => {
    table.comment('What people switched of the policies');
    table.string('policy', 63).primary();
    table.string('mode', 16).comment('Empty: as configured');
    table.boolean('enabled').comment('Empty: as configured');
    table.text('reason').notNullable();
    table.text('changed_by').notNullable().comment('Entity reference');
    table.bigInteger('changed_at').notNullable();
  });

  await knex.schema.createTable('healing_pauses', table => {
    table.comment('Where nothing is healed');
    table.string('cluster', 253).primary().comment('Empty: everywhere');
    table.text('reason').notNullable();
    table.text('paused_by').notNullable().comment('Entity reference');
    table.bigInteger('paused_at').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('healing_pauses');
  await knex.schema.dropTable('healing_switches');
  await knex.schema.dropTable('healing_attempts');
  await knex.schema.dropTable('healing_records');
};
