/** Tests of reading jobs: cases from the crontab line on are the folders of {@code src/test/cases/demand}. */
@org.jspecify.annotations.NullMarked
package org.egressaudit.demand;
