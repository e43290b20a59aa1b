package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.BEN;
import static com.startynk.sync.command.entity.Given.SLAB;
import static com.startynk.sync.command.entity.Given.edit;
import static com.startynk.sync.command.entity.TwoSites.BOSS;
import static com.startynk.sync.command.entity.TwoSites.OTHER_SITE;
import static com.startynk.sync.command.entity.TwoSites.SITE;
import static com.startynk.sync.command.entity.TwoSites.WALL;
import static com.startynk.sync.command.entity.TwoSites.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose mutations are taken, of which project. */
class WhoMayTest {

    private final TwoSites sites = new TwoSites();

    @AfterEach
    void stopAxon() {
        sites.close();
    }

    @Test
    void refusesAStrangerToTheProjectAndStoresNothing() {
        var outcome = sites.decide(
                        edit("m-1", BEN).of(WALL).in(OTHER_SITE.toString()).creating(Map.of("title", "Not mine")))
                .get(0);

        assertThat(outcome.error()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(sites.appends()).hasValue(0);
    }

    @Test
    void tellsAnAdminThatAProjectDoesNotExistAndAMemberOfNoneThatItIsForbidden() {
        var nowhere = "7d0e0000-0000-4000-8000-00000000000f";

        assertThat(sites.decide(edit("m-1", BOSS).in(nowhere).creating(Map.of("title", "x")))
                        .get(0)
                        .error())
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(sites.decide(edit("m-2", ADA).in(nowhere).creating(Map.of("title", "x")))
                        .get(0)
                        .error())
                .isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void hidesAnEntityOfAForeignProjectFromWhoDoesNotNameIt() {
        sites.decide(edit("m-1", ADA).of(WALL).in(OTHER_SITE.toString()).creating(Map.of("title", "Wall")));

        var unnamed = sites.decide(edit("m-2", BEN).of(WALL).in(null).setting(Map.of("title", "mine")));
        var named =
                sites.decide(edit("m-3", BEN).of(WALL).in(OTHER_SITE.toString()).setting(Map.of("title", "mine")));

        assertThat(unnamed.get(0).error()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(named.get(0).error()).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void refusesToMoveAnEntityToAnotherProject() {
        sites.decide(task("m-1", ADA, SLAB, "Pour slab"));

        var outcome = sites.decide(edit("m-2", ADA).in(OTHER_SITE.toString()).setting(Map.of("title", "moved")));

        assertThat(outcome.get(0).error()).isEqualTo(ErrorCode.INVALID_INPUT);
    }

    @Test
    void obeysAChangeOfMembershipFromTheNextMutationOn() {
        sites.decide(edit("m-1", BOSS)
                .of("project")
                .of(SITE)
                .in(SITE.toString())
                .setting(Map.of("memberIds", List.of("ada"))));

        assertThat(sites.decide(task("m-2", BEN, SLAB, "Too late")).get(0).error())
                .isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void answersAuthorsWhoHaveLostAccessWithoutDataAndStrangersNotAtAll() {
        var made = task("m-1", BEN, SLAB, "Pour slab");
        sites.decide(made);
        sites.decide(edit("m-2", BOSS)
                .of("project")
                .of(SITE)
                .in(SITE.toString())
                .setting(Map.of("memberIds", List.of("ada"))));

        var again = sites.decide(made).get(0);
        var stranger = sites.decide(task("m-1", Given.person("eve", "eves-phone", "FOREMAN"), SLAB, "Pour slab"));

        assertThat(again.duplicate()).isTrue();
        assertThat(again.data()).isNull();
        assertThat(stranger.get(0).error()).isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void refusesARoleThatMayNot() {
        var worker = Given.person("ada", "adas-phone", "WORKER");
        sites.decide(task("m-1", ADA, SLAB, "Pour slab"));

        assertThat(sites.decide(edit("m-2", worker).in(null).deleting()).get(0).error())
                .isEqualTo(ErrorCode.FORBIDDEN);
    }
}
