/**
 * PHP jobs, read as their tree and run in the mind.
 *
 * <p>Text outside of {@code <?php ... ?>} is output and means nothing here. Functions of the language keep their plain
 * names in calls ({@code curl_init}, {@code file_get_contents}); a method's name begins with its class:
 * {@code PDO->query}, {@code GuzzleHttp\Client->request}.
 */
@NullMarked
package org.egressaudit.demand.script.php;

import org.jspecify.annotations.NullMarked;
